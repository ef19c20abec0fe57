// A folder for one test's files, and a server on loopback that answers as a test says.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

namespace gainsay::acquire {

class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  // Writes a file, with the folders above it; gives its path.
  std::string write(const std::string& name, std::string_view bytes) const;
  [[nodiscard]] std::string path(const std::string& name) const;

 private:
  std::filesystem::path folder_;
};

// An HTTP/1.1 server on 127.0.0.1: one answer a connection, written by `answer`, which gets the
// request's head and gives all bytes of the answer. `pause` between the first half and the second.
class LoopbackServer {
 public:
  using Answer = std::function<std::string(const std::string& request)>;
  explicit LoopbackServer(Answer answer, std::chrono::milliseconds pause = {});
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  [[nodiscard]] std::string address(const std::string& path) const;
  [[nodiscard]] int requests() const { return requests_; }

 private:
  void serve();
  Answer answer_;
  std::chrono::milliseconds pause_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> requests_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

// "HTTP/1.1 200 OK" and so on, with its length.
std::string http_answer(int status, const std::string& headers, std::string_view body);

}  // namespace gainsay::acquire
