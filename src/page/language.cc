#include "page/language.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>

namespace gainsay::page {

std::string language_of(std::string_view text) {
  // Some seven hundred words: more change no answer and cost as much as the parse of the page.
  constexpr std::size_t kEnough = std::size_t{1} << 12;
  bool reliable = false;
  std::size_t size = std::min(text.size(), kEnough);
  while (size > 0 && size < text.size() &&
         (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) {
    --size;
  }
  const auto language =
      CLD2::DetectLanguage(text.data(), static_cast<int>(size), /*is_plain_text=*/true, &reliable);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return {};
  return CLD2::LanguageCode(language);
}

}  // namespace gainsay::page
