#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>

#include "base/utf8.h"
#include "page/page.h"
#include "rows.h"

namespace gainsay::page {
namespace {

// "\xE9" and "\0" in the rows' bytes.
std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 3 < text.size() && text[i + 1] == 'x') {
      out.push_back(static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16)));
      i += 3;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

TEST(Charset, DeclaredOrHidden) {
  for (const auto& row : rows_of("charsets.tsv")) {
    ASSERT_EQ(row.fields.size(), 3U) << row.place;
    EXPECT_EQ(decode(unescaped(row.fields[1]), row.fields[0]), unescaped(row.fields[2]))
        << row.place;
  }
}

std::string utf16(std::string_view text, bool big) {
  std::string out;
  for (const char32_t c : to_utf32(text)) {
    const auto high = static_cast<char>(c >> 8);
    const auto low = static_cast<char>(c & 0xFF);
    out.push_back(big ? high : low);
    out.push_back(big ? low : high);
  }
  return out;
}

TEST(Charset, Utf16WithAndWithoutItsMark) {
  const std::string page = "<p>The bridge at Orrin Ford, café Ōrin, мост.</p>";
  for (const bool big : {false, true}) {
    EXPECT_EQ(decode(utf16("\uFEFF" + page, big), ""), page);
    EXPECT_EQ(decode(utf16("\uFEFF" + page, big), "text/html; charset=windows-1252"), page);
    EXPECT_EQ(decode(utf16(page, big), ""), page);
  }
}

// Long enough for letters to tell.
TEST(Charset, HiddenOnesAreToldByTheirLetters) {
  const std::string cyrillic =
      "<html><body><p>\xCC\xEE\xF1\xF2 \xE2 \xE4\xEE\xEB\xE8\xED\xE5 "
      "\xE7\xE0\xEA\xF0\xFB\xEB\xE8 \xE2\xEE \xE2\xF2\xEE\xF0\xED\xE8\xEA, "
      "\xF1\xEA\xE0\xE7\xE0\xEB\xE8 \xE6\xE8\xF2\xE5\xEB\xE8. "
      "\xCF\xF0\xE5\xE4\xF1\xF2\xE0\xE2\xE8\xF2\xE5\xEB\xFC "
      "\xE2\xEB\xE0\xF1\xF2\xE5\xE9 \xFD\xF2\xEE \xEE\xF2\xF0\xE8\xF6\xE0\xE5\xF2.</p>";
  EXPECT_EQ(decode(cyrillic, ""),
            "<html><body><p>Мост в долине закрыли во вторник, сказали жители. Представитель "
            "властей это отрицает.</p>");
}

TEST(Charset, BrokenUtf8StaysUtf8) {
  EXPECT_EQ(decode("caf\xC3\xA9 \xC3( caf\xC3\xA9 na\xC3\xAFve", ""), "café \uFFFD( café naïve");
}

// ICU's way from text to bytes; empty when the charset lacks a letter of it.
std::string encoded(const std::string& text, const char* charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset, &status),
                                                                     &ucnv_close);
  if (U_FAILURE(status)) return {};
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &status);
  const auto units = icu::UnicodeString::fromUTF8(text);
  std::string bytes(static_cast<std::size_t>(units.length()) * 8 + 16, '\0');
  const auto size =
      ucnv_fromUChars(converter.get(), bytes.data(), static_cast<int32_t>(bytes.size()),
                      units.getBuffer(), units.length(), &status);
  if (U_FAILURE(status)) return {};
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

// All encodings of the WHATWG standard but its three oddities (x-user-defined, replacement, and
// ISO-8859-8-I, which is ISO-8859-8), each with words of a language that is written in it; then
// some that the standard lacks. ISO-8859-16, which ICU lacks, stands in charsets.tsv.
TEST(Charset, EveryOneThatAPageCanDeclare) {
  const std::string western = "Der Bürgermeister sagte: „Größe ist möglich“.";
  const std::string central = "Žluťoučký kůň pěl ďábelské ódy.";
  const std::string cyrillic = "Мост в долине закрыли.";
  const std::string greek = "Η γέφυρα έκλεισε.";
  const std::string arabic = "أغلق الجسر يوم الخميس.";
  const std::string hebrew = "הגשר נסגר.";
  const std::string turkish = "Köprü kapatıldı, dedi şoför.";
  const std::string baltic = "Tilts tika slēgts, teica šoferis.";
  const std::string thai = "สะพานถูกปิด";
  const std::string japanese = "橋は閉鎖された。カフェ";
  const std::string korean = "다리가 폐쇄되었다.";
  const std::string chinese = "桥已关闭。";
  const std::string taiwan = "橋已關閉。";
  const std::pair<const char*, std::string> charsets[] = {
      {"UTF-8", western + arabic + japanese},
      {"IBM866", cyrillic},
      {"ISO-8859-2", central},
      {"ISO-8859-3", "Ĉu la ponto estas fermita?"},
      {"ISO-8859-4", baltic},
      {"ISO-8859-5", cyrillic},
      {"ISO-8859-6", "أغلق الجسر"},
      {"ISO-8859-7", greek},
      {"ISO-8859-8", hebrew},
      {"ISO-8859-10", "Brúin er lokuð, þið."},
      {"ISO-8859-13", baltic},
      {"ISO-8859-14", "Mae bont ar gau, ŵyn."},
      {"ISO-8859-15", "Le cœur à 3 €."},
      {"KOI8-R", cyrillic},
      {"KOI8-U", "Міст закрито, її немає."},
      {"macintosh", "Le pont est fermé, dit-il à l’été."},
      {"windows-874", thai},
      {"windows-1250", central},
      {"windows-1251", cyrillic},
      {"windows-1252", western},
      {"windows-1253", greek},
      {"windows-1254", turkish},
      {"windows-1255", hebrew},
      {"windows-1256", arabic},
      {"windows-1257", baltic},
      {"windows-1258", "Ca phê, à, é."},
      {"x-mac-cyrillic", cyrillic},
      {"GBK", chinese},
      {"gb18030", chinese},
      {"Big5", taiwan},
      {"EUC-JP", japanese},
      {"ISO-2022-JP", japanese},
      {"Shift_JIS", japanese},
      {"EUC-KR", korean},
      {"UTF-7", arabic},
      {"IBM437", "café"},
      {"IBM850", "Größe"},
      {"cp855", cyrillic},
      {"UTF-32LE", cyrillic + japanese},
      {"UTF-32BE", cyrillic + japanese},
      {"UTF-16LE", cyrillic + japanese},
      {"UTF-16BE", cyrillic + japanese}};
  for (const auto& [charset, words] : charsets) {
    const std::string page = "<html><title>x</title><p>" + words + "</p></html>";
    const std::string bytes = encoded(page, charset);
    ASSERT_FALSE(bytes.empty()) << charset;
    EXPECT_EQ(decode(bytes, std::string("text/html; charset=") + charset), page) << charset;
  }
}

}  // namespace
}  // namespace gainsay::page
