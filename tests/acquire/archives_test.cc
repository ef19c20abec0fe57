// Telegram exports, mails, PDFs and WACZ files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <cstdlib>

#include "acquire/acquire.h"
#include "base/hash.h"
#include "scratch.h"

namespace gainsay::acquire {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::chrono::sys_seconds kNow{std::chrono::seconds(1443772800)};
const std::string kPage = "<!DOCTYPE html><p>The bridge at Orrin Ford is closed.</p>";

struct Found {
  std::vector<Input> inputs;
  std::vector<std::string> passed_over;
};

Found all_of(const std::string& path, const Limits& limits = {}) {
  Inputs inputs({path}, limits, kNow);
  Found found;
  while (auto input = inputs.next()) found.inputs.push_back(std::move(*input));
  found.passed_over = inputs.take_passed_over();
  return found;
}

std::string refusal(const std::string& path) {
  const auto found = all_of(path);
  if (found.inputs.size() != 1 || found.inputs[0].capture) return "was read";
  return found.inputs[0].capture.error().what;
}

Given given(const std::string& path) {
  auto found = all_of(path);
  if (found.inputs.size() != 1 || !found.inputs[0].capture) {
    ADD_FAILURE() << path << ": "
                  << (found.inputs.empty() ? "nothing"
                                           : to_string(found.inputs[0].capture.error()));
    return {};
  }
  return *found.inputs[0].capture->given;
}

// ---------------------------------------------------------------- Telegram

const std::string kChat = R"json({
 "name": "Valley \"Echo\"",
 "type": "public_channel",
 "id": 1234567890,
 "messages": [
  {
   "id": 1,
   "type": "service",
   "date": "2021-03-04T05:06:00",
   "action": "create_channel"
  },
  {
   "id": 2,
   "type": "message",
   "date": "2021-03-04T06:06:07",
   "date_unixtime": "1614834367",
   "from": "Valley \"Echo\"",
   "author": "A. Marlow",
   "text": "The bridge at Orrin Ford is closed. }] \u0416"
  },
  {
   "id": 3,
   "type": "message",
   "date": "2021-03-04T06:06:08",
   "from": "Valley \"Echo\"",
   "forwarded_from": "Highland Voice",
   "text": ["Residents ", {"type": "bold", "text": "denied"}, " that the attack happened."]
  },
  {"id": 4, "type": "message", "photo": "(not included)",
                  "text" : ""
}
 ]
 })json";

TEST(Telegram, AMessageIsADocumentOfItsChannel) {
  const ScratchFolder folder;
  const auto path = folder.write("ChatExport/result.json", kChat);
  for (const auto& name : {path, folder.write("other.json", kChat), folder.path("ChatExport")}) {
    const auto found = all_of(name);
    ASSERT_THAT(found.inputs, SizeIs(2));
    ASSERT_TRUE(found.inputs[0].capture) << to_string(found.inputs[0].capture.error());
    ASSERT_TRUE(found.inputs[1].capture);
    const auto& one = *found.inputs[0].capture;
    EXPECT_THAT(found.inputs[0].name, testing::EndsWith(".json#2"));
    EXPECT_THAT(one.url, testing::EndsWith(".json#chat=1234567890&message=2"));
    EXPECT_EQ(one.format, Format::telegram);
    EXPECT_EQ(one.given->text, "The bridge at Orrin Ford is closed. }] Ж");
    EXPECT_EQ(one.given->outlet, "Valley \"Echo\"");
    EXPECT_EQ(one.given->published, "2021-03-04T05:06:07Z");
    EXPECT_THAT(one.given->authors, ElementsAre("A. Marlow"));
    EXPECT_EQ(one.given->forwarded_from, std::nullopt);
    EXPECT_EQ(one.id, "sha256:" + sha256_hex(one.bytes));
    const auto& two = *found.inputs[1].capture;
    EXPECT_EQ(two.given->text, "Residents denied that the attack happened.");
    EXPECT_EQ(two.given->published, "2021-03-04T06:06:08");
    EXPECT_EQ(two.given->forwarded_from, "Highland Voice");
    EXPECT_THAT(two.given->authors, IsEmpty());
    EXPECT_THAT(found.passed_over,
                ElementsAre(HasSubstr("1 service messages, 1 messages without text")));
  }
}

TEST(Telegram, AMessagesBytesAreAnExportOfItsOwn) {
  const ScratchFolder folder;
  const auto first = all_of(folder.write("result.json", kChat)).inputs;
  const auto again = all_of(folder.write("one/result.json", first[1].capture->bytes)).inputs;
  ASSERT_THAT(again, SizeIs(1));
  ASSERT_TRUE(again[0].capture) << to_string(again[0].capture.error());
  EXPECT_EQ(again[0].capture->id, first[1].capture->id);
  EXPECT_EQ(again[0].capture->given, first[1].capture->given);
}

TEST(Telegram, AllChatsOfAnAccountAreRead) {
  const ScratchFolder folder;
  const std::string all = R"({
 "about": "Here is the data you requested.",
 "personal_information": {"user_id": 1, "bio": "{\"messages\": [}"},
 "stories": [],
 "chats": {
  "about": "This page lists all chats.",
  "list": [
   {"name": "One", "type": "private_group", "id": 7, "messages": [
     {"id": 1, "type": "message", "from": "Bo", "text": "It fell."}]},
   {"name": null, "type": "saved_messages", "id": 8, "messages": [
     {"id": 1, "type": "message", "from": "Me", "text": "Note."}]}
  ]
 },
 "left_chats": {"about": "", "list": [
   {"name": "Two", "type": "public_channel", "id": 9, "messages": [
     {"id": 5, "type": "message", "from": "Two", "text": "It stands."}]}]}
})";
  const auto found = all_of(folder.write("result.json", all)).inputs;
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_EQ(found[0].capture->given->outlet, "One");
  EXPECT_THAT(found[0].capture->given->authors, ElementsAre("Bo"));
  EXPECT_EQ(found[1].capture->given->outlet, "Me");
  EXPECT_EQ(found[2].capture->given->text, "It stands.");
}

TEST(Telegram, EveryCutIsNoticedAndWhatCameBeforeRead) {
  const ScratchFolder folder;
  std::size_t most = 0;
  for (std::size_t cut = 60; cut < kChat.size(); cut += 7) {
    const auto found = all_of(folder.write("result.json", kChat.substr(0, cut))).inputs;
    ASSERT_FALSE(found.empty()) << cut;
    ASSERT_FALSE(found.back().capture) << cut;
    EXPECT_THAT(found.back().capture.error().what, HasSubstr("cut short")) << cut;
    most = std::max(most, found.size() - 1);
  }
  EXPECT_EQ(most, 2U);
  EXPECT_THAT(refusal(folder.write("result.json", "{\n \"a\": 1\n}")),
              HasSubstr("no export of Telegram's"));
  EXPECT_THAT(refusal(folder.write("result.json", "{\n \"messages\": [ 5 ]\n}")),
              HasSubstr("at byte 17"));
}

// ---------------------------------------------------------------- mail

const std::string kMail =
    "Return-Path: <desk@echo.example>\r\n"
    "From: =?utf-8?q?Valley_=C3=89cho?= <desk@echo.example>\r\n"
    "To: all@echo.example\r\n"
    "Date: Thu, 4 Mar 2021 06:06:07 +0100\r\n"
    "Subject: =?iso-8859-1?q?Bridge_at_Orrin_Ford_ferm=E9?=\r\n"
    "Message-ID: <1@echo.example>\r\n"
    "MIME-Version: 1.0\r\n";

TEST(Mail, SaysWhoWhenAndWhat) {
  const ScratchFolder folder;
  const auto path = folder.write(
      "a.eml", kMail +
                   "Content-Type: text/plain; charset=windows-1252\r\n"
                   "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                   "The bridge at Orrin Ford is closed, the council=92s spokesman said.\r\n\r\n"
                   "On Monday, Bo Lind wrote:\r\n> It is open.\r\n>> No.\r\n\r\n"
                   "It will open in May.\r\n-- \r\nValley Echo, Main Street\r\n");
  const auto mail = given(path);
  EXPECT_EQ(mail.title, "Bridge at Orrin Ford fermé");
  EXPECT_EQ(mail.outlet, "Valley Écho");
  EXPECT_EQ(mail.published, "2021-03-04T05:06:07Z");
  EXPECT_THAT(mail.authors, IsEmpty());
  ASSERT_TRUE(mail.page_text);
  EXPECT_THAT(*mail.page_text, HasSubstr("the council’s spokesman said."));
  EXPECT_THAT(*mail.page_text, HasSubstr("It will open in May."));
  for (const auto* others : {"It is open", "No.", "wrote:", "Main Street"})
    EXPECT_THAT(*mail.page_text, testing::Not(HasSubstr(others)));
  // Without its name's ending, too.
  EXPECT_EQ(all_of(folder.write("b", kMail + "\r\nThe bridge is closed.\r\n"))
                .inputs.at(0)
                .capture->format,
            Format::mail);
}

TEST(Mail, PartsAreTakenApart) {
  const ScratchFolder folder;
  const std::string html =
      "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>The bridge is "
      "<b>closed</b>.</p>\r\n";
  const std::string plain = "--b\r\nContent-Type: text/plain\r\n\r\nThe bridge is closed.\r\n";
  const std::string attached =
      "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n"
      "Attached words.\r\n";
  const std::string start = kMail +
                            "List-Id: \"Echo daily\" <daily.echo.example>\r\n"
                            "Content-Type: multipart/alternative; boundary=b\r\n\r\n";
  auto mail = given(folder.write("a.eml", start + plain + html + attached + "--b--\r\n"));
  EXPECT_EQ(mail.outlet, "Echo daily");
  EXPECT_THAT(mail.authors, ElementsAre("Valley Écho"));
  ASSERT_TRUE(mail.page_text);
  EXPECT_THAT(*mail.page_text, HasSubstr("The bridge is closed."));
  EXPECT_THAT(*mail.page_text, testing::Not(HasSubstr("Attached")));
  mail = given(folder.write("b.eml", start + html + "--b--\r\n"));
  EXPECT_EQ(mail.page_text, std::nullopt);
  EXPECT_THAT(*mail.html, HasSubstr("<b>closed</b>"));
  EXPECT_THAT(refusal(folder.write("c.eml", start + attached + "--b--\r\n")),
              HasSubstr("without text of its own"));
}

// ---------------------------------------------------------------- PDF

// A PDF of one page with these lines, and what `more` says of it (objects 6 and on; trailer keys).
std::string pdf(const std::vector<std::string>& lines, const std::string& trailer = {}) {
  std::string content = "BT /F1 11 Tf 50 800 Td 14 TL\n";
  for (const auto& line : lines) content += "(" + line + ") Tj T*\n";
  content += "ET";
  const std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font "
      "<< "
      "/F1 5 0 R >> >> >>",
      "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      "<< /Title (Statement on the bridge & the ford) /Author (Press Office) /CreationDate "
      "(D:20210304060607+01'00') >>"};
  std::string out = "%PDF-1.4\n";
  std::string table = "xref\n0 7\n0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string at = std::to_string(out.size());
    table += std::string(10 - at.size(), '0') + at + " 00000 n \n";
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string start = std::to_string(out.size());
  return out + table + "trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R " + trailer +
         ">>\nstartxref\n" + start + "\n%%EOF\n";
}

class Pdf : public testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v pdftotext > /dev/null") != 0)
      GTEST_SKIP() << "pdftotext (poppler-utils) is not there";
  }
  ScratchFolder folder_;
};

TEST_F(Pdf, ItsTextLayerIsRead) {
  const auto path = folder_.write(
      "a.pdf", pdf({"The council closed the bridge at Orrin Ford on Tues-",
                    "day, its spokesman said, and will open it again in May.", "", "1"}));
  const auto mail = given(path);
  EXPECT_EQ(mail.title, "Statement on the bridge & the ford");
  EXPECT_THAT(mail.authors, ElementsAre("Press Office"));
  EXPECT_EQ(mail.published, "2021-03-04");
  EXPECT_EQ(mail.page_text,
            "The council closed the bridge at Orrin Ford on Tuesday, its spokesman said, and will "
            "open it again in May.");
  // A PDF under a page's name is no page.
  EXPECT_EQ(
      all_of(folder_.write("b.html", pdf({"The bridge is closed."}))).inputs.at(0).capture->format,
      Format::pdf);
}

TEST_F(Pdf, WhatCannotBeReadIsRefusedWithItsReason) {
  EXPECT_THAT(refusal(folder_.write("scan.pdf", pdf({}))), HasSubstr("without a text layer"));
  const std::string whole = pdf({"The bridge is closed."});
  EXPECT_THAT(refusal(folder_.write("cut.pdf", whole.substr(0, whole.size() / 2))),
              HasSubstr("cut short"));
  EXPECT_THAT(refusal(folder_.write("none.pdf", "%PDF-1.4\nnothing\n%%EOF\n")),
              HasSubstr("no PDF that can be read"));
  // Standard security handler, revision 2, with a password for opening it.
  const std::string zeros(64, '0');
  const std::string encrypted = pdf({"The bridge is closed."},
                                    "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                                    "/O <" +
                                        zeros + "> /U <" + zeros + "> >> ");
  EXPECT_THAT(refusal(folder_.write("locked.pdf", encrypted)), HasSubstr("encrypted PDF"));
}

// ---------------------------------------------------------------- WACZ

std::string warc_record(const std::string& address) {
  const std::string block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + kPage + address;
  return "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: " + address +
         "\r\nWARC-Date: 2021-03-04T05:06:07Z\r\nContent-Type: "
         "application/http\r\nContent-Length: " +
         std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

void write_zip(const std::string& path,
               const std::vector<std::pair<std::string, std::string>>& files) {
  int error = 0;
  zip_t* const zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  for (const auto& [name, bytes] : files) {
    zip_source_t* const source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    const auto index = zip_file_add(zip, name.c_str(), source, ZIP_FL_OVERWRITE);
    zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  }
  zip_close(zip);
}

std::string datapackage(const std::vector<std::pair<std::string, std::string>>& path_and_hash) {
  std::string out = R"({"profile": "data-package", "wacz_version": "1.1.1", "resources": [)";
  for (const auto& [path, hash] : path_and_hash)
    out += (out.ends_with('[') ? "" : ",") + ("{\"path\": \"" + path) +
           "\", \"hash\": \"sha256:" + hash + "\"}";
  return out + "]}";
}

TEST(Wacz, ItsArchivesAreReadAndCheckedAgainstItsList) {
  const ScratchFolder folder;
  const std::string one = gzip_member(warc_record("https://echo.example/1"));
  const std::string two = warc_record("https://echo.example/2");
  const std::string pages = "{\"format\": \"json-pages-1.0\"}\n";
  const auto path = folder.path("a.wacz");
  write_zip(path, {{"archive/one.warc.gz", one},
                   {"archive/two.warc", two},
                   {"pages/pages.jsonl", pages},
                   {"datapackage.json", datapackage({{"archive/one.warc.gz", sha256_hex(one)},
                                                     {"archive/two.warc", sha256_hex(two)},
                                                     {"pages/pages.jsonl", sha256_hex(pages)}})}});
  for (const auto& name : {path, folder.path("")}) {
    const auto found = all_of(name).inputs;
    ASSERT_THAT(found, SizeIs(2)) << to_string(found.at(0).capture.error());
    ASSERT_TRUE(found[0].capture);
    EXPECT_EQ(found[0].name, path + "/archive/one.warc.gz:1 https://echo.example/1");
    EXPECT_EQ(found[1].capture->url, "https://echo.example/2");
    EXPECT_THAT(found[1].capture->place->archive, testing::EndsWith("/a.wacz#archive/two.warc"));
  }
  // Changed, missing, cut.
  write_zip(path, {{"archive/one.warc.gz", one},
                   {"datapackage.json", datapackage({{"archive/one.warc.gz", sha256_hex(two)},
                                                     {"archive/two.warc", sha256_hex(two)}})}});
  const auto found = all_of(path).inputs;
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_TRUE(found[0].capture);
  EXPECT_THAT(found[1].capture.error().what, HasSubstr("it was changed"));
  EXPECT_THAT(found[2].capture.error().what, HasSubstr("listed in datapackage.json and not there"));
  EXPECT_THAT(refusal(folder.write("b.wacz", "PK\x03\x04 archive/ and no more")),
              HasSubstr("cut short or damaged"));
  write_zip(path, {{"a.txt", "a"}});
  EXPECT_THAT(refusal(path), HasSubstr("no WACZ"));
}

}  // namespace
}  // namespace gainsay::acquire
