// Bytes that somebody keeps: a file mapped into memory, or a string. Copies and parts share them.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gainsay::nlp {

class Bytes {
 public:
  Bytes() = default;
  explicit Bytes(std::string owned);
  // Mapped, so that what is never looked at is never read and processes share what is. Nobody may
  // shorten the file meanwhile. Errors: as read_file.
  static Result<Bytes> of_file(const std::string& path);

  [[nodiscard]] std::string_view view() const { return view_; }
  // `inside` is a piece of view().
  [[nodiscard]] Bytes part(std::string_view inside) const;

 private:
  std::shared_ptr<const void> keeper_;
  std::string_view view_;
};

}  // namespace gainsay::nlp
