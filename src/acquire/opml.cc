// OPML 1.0 and 2.0 (opml.org): a tree of outlines, of which those with an xmlUrl are feeds.
#include "acquire/feed_parts.h"
#include "acquire/feed_xml.h"

namespace gainsay::acquire {
namespace {

// In document order and without recursion: outlines may be nested without end.
class Outlines : public pugi::xml_tree_walker {
 public:
  Outlines(const std::string& base, Feed& feed) : base_(base), feed_(feed) {}

  bool for_each(pugi::xml_node& node) override {
    if (!same_word(node.name(), "outline")) return true;
    std::string address = attribute_of(node, "xmlUrl");
    // OPML 2.0 includes other lists by type and url.
    if (address.empty() && same_word(attribute_of(node, "type"), "include"))
      address = attribute_of(node, "url");
    if (!trimmed_text(address).empty())
      feed_.lists.push_back({resolve_address(base_, address), {}});
    return true;
  }

 private:
  const std::string& base_;
  Feed& feed_;
};

}  // namespace

void read_opml(pugi::xml_node root, const std::string& base, Feed& feed) {
  const auto title = root.child("head").child("title");
  feed.title = trimmed_text(text_in(title));
  Outlines outlines(base, feed);
  root.traverse(outlines);
}

}  // namespace gainsay::acquire
