#include "pages.h"

#include <filesystem>
#include <fstream>

namespace gainsay::testing {

std::string make_page(int number) {
  const std::string n = std::to_string(number + 2);
  const std::string day = std::to_string(number % 27 + 1);
  return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Clash near Tarsk, "
         "day " +
         day +
         "</title><meta property=\"og:site_name\" content=\"Tarsk Courier\">"
         "<meta property=\"article:published_time\" content=\"2021-05-" +
         (day.size() == 1 ? "0" : "") + day +
         "T08:00:00Z\"></head><body><nav><a href=\"/\">Home</a><a href=\"/news\">News</a></nav>"
         "<article><h1>Clash near Tarsk, day " +
         day +
         "</h1><p>The Northern Brigade said on Monday that its fighters had attacked a checkpoint "
         "near the town of Tarsk and killed " +
         n +
         " soldiers. The attack began shortly before dawn, the group said in a statement.</p>"
         "<p>Residents of Tarsk denied that the attack had happened. \"Nobody fired a shot here,\" "
         "said Olen Varga, a baker. The defence ministry said at least " +
         n +
         " fighters were killed when troops shelled a camp in the hills above the town.</p>"
         "<p>It was not possible to confirm either account. An analyst, Mira Sollen, doubted that "
         "the Northern Brigade had more than 300 members, and called its claims exaggerated.</p>"
         "</article><footer>About us</footer></body></html>";
}

void write_pages(const std::string& folder, int count) {
  std::filesystem::create_directories(folder);
  for (int i = 0; i < count; ++i) {
    std::string name = std::to_string(i);
    name.insert(0, 4 - name.size(), '0');
    std::ofstream(folder + "/page-" + name + ".html", std::ios::binary) << make_page(i);
  }
}

}  // namespace gainsay::testing
