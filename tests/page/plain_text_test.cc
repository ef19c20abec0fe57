#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample.h"

namespace gainsay::page {
namespace {

const std::string kTitle = "Bridge In The Valley Closed After A Warning";
const std::string kCaption = "The bridge at Orrin Ford, seen from the mill on a day in autumn.";
const std::string kFirst =
    "The bridge at Orrin Ford was closed on Tuesday, residents of the valley said in a statement.";
const std::string kSecond =
    "A spokesman of the roads office denied it, and said that two lorries had crossed at noon.";
const std::string kThird =
    "\"We heard it at night,\" said a farmer who would not give his name, \"and then no more.\"";

const std::string kArticle = kFirst + "\n\n" + kSecond + "\n\nWho Says So?\n\n" + kThird;

TEST(PageText, IsCutOutOfItsPage) {
  const auto article =
      read(text_capture("Skip to main content\n\nMenu\n\nBreaking News\n\n" + kTitle +
                        "\n\nOctober 2, 2015\n\n" + kCaption + "\n" + kCaption + "\n\n" + kArticle +
                        "\n\nAbout This Blog\n\n\"Valley Notes\" tells of roads, bridges and mills "
                        "in the valley, and "
                        "of those who keep them.\n\n\nLatest Posts"));
  EXPECT_EQ(article.title, kTitle);
  EXPECT_EQ(article.text, kCaption + "\n\n" + kArticle);
  EXPECT_EQ(article.published, "2015-10-02");
  EXPECT_EQ(article.language, "en");
  EXPECT_THAT(article.captions, testing::IsEmpty());
}

TEST(PageText, TitleAndTextAlone) {
  const auto article = read(text_capture(kTitle + "\n\n" + kArticle + "\n"));
  EXPECT_EQ(article.title, kTitle);
  EXPECT_EQ(article.text, kArticle);
}

TEST(PageText, ATitleThatIsRepeatedIsNotInTheText) {
  EXPECT_EQ(read(text_capture(kTitle + "\n\n" + kTitle + "\n\n" + kArticle)).text, kArticle);
  EXPECT_EQ(read(text_capture(kTitle + "\n\n" + kTitle + " " + kArticle)).text, kArticle);
}

TEST(PageText, CaptionsBylinesAndTrailsAreNoTitles) {
  const auto article =
      read(text_capture("Home\nNews\nSkip to content\n\nHome > News > Orrin Ford\n\n" + kTitle +
                        "\n\nBy Ada Marlow\n2 October 2015, 17:30\n\n"
                        "The mill on Tuesday. Photo: Bo Lind\n\n" +
                        kArticle));
  EXPECT_EQ(article.title, kTitle);
  EXPECT_THAT(article.authors, testing::ElementsAre("Ada Marlow"));
  EXPECT_EQ(article.published, "2015-10-02");
  EXPECT_EQ(article.text, "The mill on Tuesday. Photo: Bo Lind\n\n" + kArticle);
}

TEST(PageText, LinesOfAColumnAreJoined) {
  const auto article =
      read(text_capture("Bridge in the valley closed\n\nThe bridge at Orrin Ford was closed on "
                        "Tuesday,\nresidents of "
                        "the valley said in a statement,\nand nobody knows when it will open "
                        "again.\n\nA spokesman of "
                        "the roads office denied all of\nit in a letter that was read out in the "
                        "square\nat noon.\n"));
  EXPECT_EQ(article.text,
            "The bridge at Orrin Ford was closed on Tuesday, residents of the valley said in a "
            "statement, and nobody knows when it will open again.\n\nA spokesman of the roads "
            "office denied all of it in a letter that was read out in the square at noon.");
}

TEST(PageText, WindowsLinesAndCharset) {
  const auto article = read(text_capture("Bridge closed in Orr\xEEn\r\n\r\n" + kFirst + "\r\n\r\n" +
                                         "The caf\xE9 was closed, too, its owner said.\r\n"));
  EXPECT_THAT(article.text, testing::EndsWith("\n\nThe café was closed, too, its owner said."));
}

TEST(Given, WhatALineSaysIsBelieved) {
  acquire::Given given;
  given.title = "About This Blog";
  given.text = "Short\r\nline\rand Cafe\u0301\n\n\nAbout This Blog";
  given.published = "2015-10";
  given.outlet = "The Valley Echo";
  given.authors = {"Ada Marlow"};
  given.language = "en";
  const auto article = read(given_capture(given));
  EXPECT_EQ(article.text, "Short\nline\nand Caf\u00E9\n\n\nAbout This Blog");
  EXPECT_EQ(article.title, "About This Blog");
  EXPECT_EQ(article.published, "2015-10");
  EXPECT_EQ(article.outlet, "The Valley Echo");
  EXPECT_THAT(article.authors, testing::ElementsAre("Ada Marlow"));
}

TEST(Given, HtmlAndPageTextAreRead) {
  acquire::Given given;
  given.page_text = "Menu\n\n" + kTitle + "\n\n" + kArticle + "\n\nLatest Posts";
  EXPECT_EQ(read(given_capture(given)).text, kArticle);
  EXPECT_EQ(read(given_capture(given)).title, kTitle);
  given.html = page_around("<title>Other title of it</title><meta name='author' content='Bo Lind'>",
                           "<p>" + kFirst + "</p><p>" + kSecond + "</p>");
  given.title = kTitle;
  EXPECT_EQ(read(given_capture(given)).text, kFirst + "\n\n" + kSecond);
  EXPECT_EQ(read(given_capture(given)).title, kTitle);
  EXPECT_THAT(read(given_capture(given)).authors, testing::ElementsAre("Bo Lind"));
}

}  // namespace
}  // namespace gainsay::page
