// make_gazetteer CITIES COUNTRIES STATES PROVINCES OUT: makes the gazetteer; cmake/gazetteer.cmake
// runs it.

#include <cstdio>
#include <exception>
#include <string>

#include "base/file.h"
#include "base/try.h"
#include "places/build.h"
#include "places/make/geonames.h"

namespace gainsay::places {
namespace {

Result<void> run(const GeonamesFiles& files, const std::string& out) {
  TRY(const auto rows, read_geonames(files));
  return write_file(out, make_gazetteer(rows));
}

}  // namespace
}  // namespace gainsay::places

int main(int argc, char** argv) try {
  if (argc != 6) {
    std::fputs("make_gazetteer CITIES COUNTRIES STATES PROVINCES OUT\n", stderr);
    return 2;
  }
  const auto done = gainsay::places::run(
      {.cities = argv[1], .countries = argv[2], .states = argv[3], .provinces = argv[4]}, argv[5]);
  if (done) return 0;
  std::fputs(("make_gazetteer: " + to_string(done.error()) + "\n").c_str(), stderr);
  return 1;
} catch (const std::exception& error) {
  std::fputs(("make_gazetteer: " + std::string(error.what()) + "\n").c_str(), stderr);
  return 1;
}
