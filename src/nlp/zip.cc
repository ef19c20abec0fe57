#include "nlp/zip.h"

#include <zlib.h>

#include <algorithm>

namespace gainsay::nlp {
namespace {

constexpr std::string_view kEndMark("PK\5\6", 4);
constexpr std::string_view kDirectoryMark("PK\1\2", 4);
constexpr std::string_view kLocalMark("PK\3\4", 4);
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kDirectorySize = 46;
constexpr std::size_t kLocalSize = 30;
constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;
// No part of a spaCy package comes near it; a damaged size must not take all memory.
constexpr std::uint32_t kLargestEntry = 1U << 30;
// Deflate cannot shrink further (zlib's technical notes), so a larger claim is false.
constexpr std::uint64_t kDeflateFactor = 1032;

// The caller has checked that the bytes are there.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint32_t value = 0;
  for (std::size_t i = length; i-- > 0;) {
    value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

void append_number(std::string& bytes, std::size_t value, int length) {
  for (int i = 0; i < length; ++i) bytes += static_cast<char>(value >> (8 * i));
}

std::uint32_t checksum(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

// Raw deflate, exactly `size` bytes; empty and false when it is anything else.
bool inflate_into(std::string_view packed, std::string& out) {
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return false;
  // zlib does not write through next_in.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = inflate(&stream, Z_FINISH);
  const bool whole = status == Z_STREAM_END && stream.avail_out == 0;
  inflateEnd(&stream);
  return whole;
}

}  // namespace

Result<ZipArchive> ZipArchive::open(Bytes bytes, std::string name) {
  ZipArchive archive;
  archive.bytes_ = std::move(bytes);
  archive.name_ = std::move(name);
  const std::string_view all = archive.bytes_.view();
  const auto damaged = [&](std::string_view what) {
    return fail(ErrorCode::model, "is no readable ZIP archive (" + std::string(what) + ")",
                archive.name_);
  };
  const std::size_t end = all.rfind(kEndMark);
  if (end == std::string_view::npos || all.size() - end < kEndSize) {
    return damaged("its directory is missing: cut short, or another format");
  }
  const std::size_t count = number_at(all, end + 10, 2);
  std::size_t at = number_at(all, end + 16, 4);
  const std::size_t begin = std::min(at, end);
  for (std::size_t i = 0; i < count; ++i) {
    if (at > end || end - at < kDirectorySize || all.substr(at, 4) != kDirectoryMark) {
      return damaged("its directory is damaged");
    }
    const std::size_t name_length = number_at(all, at + 28, 2);
    const std::size_t rest = number_at(all, at + 30, 2) + number_at(all, at + 32, 2);
    if (end - at - kDirectorySize < name_length + rest) {
      return damaged("its directory is damaged");
    }
    const Entry entry{.method = static_cast<std::uint16_t>(number_at(all, at + 10, 2)),
                      .crc = number_at(all, at + 16, 4),
                      .packed = number_at(all, at + 20, 4),
                      .size = number_at(all, at + 24, 4),
                      .header = number_at(all, at + 42, 4)};
    archive.entries_.emplace(all.substr(at + kDirectorySize, name_length), entry);
    at += kDirectorySize + name_length + rest;
  }
  archive.directory_ = all.substr(begin, end - begin);
  return archive;
}

Result<Bytes> ZipArchive::read(const std::string& entry_name) const {
  const auto damaged = [&](std::string_view what) {
    return fail(ErrorCode::model, std::string(what), name_ + ": " + entry_name);
  };
  const auto found = entries_.find(entry_name);
  if (found == entries_.end()) return damaged("is not in the archive");
  const Entry& entry = found->second;
  const std::string_view all = bytes_.view();
  if (entry.size > kLargestEntry) return damaged("says it is over 1 GiB");
  if (entry.header > all.size() || all.size() - entry.header < kLocalSize ||
      all.substr(entry.header, 4) != kLocalMark) {
    return damaged("its header is damaged");
  }
  const std::size_t begin = entry.header + kLocalSize + number_at(all, entry.header + 26, 2) +
                            number_at(all, entry.header + 28, 2);
  if (begin > all.size() || all.size() - begin < entry.packed) return damaged("is cut short");
  const std::string_view packed = all.substr(begin, entry.packed);
  Bytes out;
  if (entry.method == kStored) {
    if (entry.packed != entry.size) return damaged("its sizes disagree");
    out = bytes_.part(packed);
  } else if (entry.method == kDeflated) {
    if (entry.size > kDeflateFactor * std::max<std::uint64_t>(entry.packed, 1)) {
      return damaged("its sizes disagree");
    }
    std::string unpacked(entry.size, '\0');
    if (!inflate_into(packed, unpacked)) return damaged("its compressed bytes are damaged");
    out = Bytes(std::move(unpacked));
  } else {
    return damaged("is packed by a method other than deflate");
  }
  if (checksum(out.view()) != entry.crc) return damaged("its checksum is wrong");
  return out;
}

std::string stored_archive(const std::map<std::string, Bytes>& files) {
  std::string bytes;
  std::string directory;
  for (const auto& [name, content] : files) {
    const std::string_view all = content.view();
    std::string common;  // what the local header and the directory share
    append_number(common, 20, 2);
    common.append(8, '\0');  // flags, method, time, date
    append_number(common, checksum(all), 4);
    append_number(common, all.size(), 4);
    append_number(common, all.size(), 4);
    append_number(common, name.size(), 2);
    append_number(common, 0, 2);
    directory.append(kDirectoryMark);
    append_number(directory, 20, 2);
    directory += common;
    directory.append(10, '\0');  // comment, disk, attributes
    append_number(directory, bytes.size(), 4);
    directory += name;
    bytes.append(kLocalMark).append(common).append(name).append(all);
  }
  const std::size_t begin = bytes.size();
  bytes += directory;
  bytes.append(kEndMark);
  bytes.append(4, '\0');
  append_number(bytes, files.size(), 2);
  append_number(bytes, files.size(), 2);
  append_number(bytes, directory.size(), 4);
  append_number(bytes, begin, 4);
  bytes.append(2, '\0');
  return bytes;
}

}  // namespace gainsay::nlp
