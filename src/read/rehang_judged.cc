// Clauses that something is said of ("it is untrue that …", "that … is a lie"), where a parser ties
// them elsewhere.
#include <algorithm>

#include "read/arguments.h"
#include "read/rehang_moves.h"

namespace gainsay::read {
namespace {

class Finder : public Mover {
 public:
  using Mover::Mover;

  void run() {
    for (TokenIndex v = 0; v < tree_.size(); ++v) {
      disputes_having(v);
      doubts_it(v);
      talk_of(v);
      of_in_front(v);
      did_open(v);
      spoke_of_dead(v);
      apologises(v);
      if (!tree_.is_verb(v)) continue;
      said_between(v);
      that_in_front(v);
      is_certain(v);
      it_was_we_who(v);
      in_which(v);
      said_doing_it_could(v);
      remarks_at_end(v);
      likelihood_between(v);
      who_according_to(v);
      overheard_telling(v);
      seems_to_them(v);
      called_invention(v);
      found_hard(v);
      is_not_the_case(v);
      denied_that(v);
      reported_behind(v);
      denied_shelling(v);
      men_thought_to_be(v);
      rebels_themselves(v);
      man_identifying(v);
      lying_when(v);
    }
  }

 private:
  [[nodiscard]] bool is_be(TokenIndex v) const {
    return tree_.lemma(v) == knowledge_.first("be") || knowledge_.is("seem-words", tree_.lemma(v));
  }

  // What "is untrue", "is a lie", "seems hard to believe" says; kNone for no such.
  [[nodiscard]] TokenIndex judgement(TokenIndex be) const {
    return tree_.child(be, {Dep::acomp, Dep::attr, Dep::oprd});
  }

  [[nodiscard]] bool is_judging(TokenIndex word) const {
    const auto& lower = tree_.lower(word);
    return knowledge_.is("false-words", lower) || knowledge_.is("doubt-words", lower) ||
           knowledge_.is("true-words", lower) || knowledge_.is("open-words", lower) ||
           knowledge_.is("uncertain-adjectives", lower) || knowledge_.is("cannot-words", lower) ||
           knowledge_.is("false-words", tree_.lemma(word));
  }

  // "It is untrue, says the mayor, that they left": untrue that they left, so the mayor.
  void said_between(TokenIndex be) {
    const auto it = tree_.child(be, {Dep::nsubj, Dep::expl});
    const auto word = judgement(be);
    if (!is_be(be) || it == kNone || it > be || !knowledge_.is("expletives", tree_.lower(it)) ||
        word == kNone || word < be || !is_judging(word))
      return;
    const auto end = tree_.sentence_range(tree_.sentence(be)).end;
    TokenIndex comma = word + 1;
    while (comma < end && tree_.token(comma).text != ",") ++comma;
    TokenIndex says = kNone;
    TokenIndex second = comma + 1;
    for (; second < end && tree_.token(second).text != ","; ++second) {
      if (tree_.is_verb(second) && tree_.is_finite(second) &&
          takes_clause(tree_, knowledge_, second))
        says = second;
    }
    const TokenIndex that = second + 1;
    if (says == kNone || that + 1 >= end) return;
    // "It is slander, he wrote, to say that they left."
    if (knowledge_.is("to", tree_.lower(that)) && tree_.head(that) == that + 1 &&
        tree_.dep(that + 1) == Dep::xcomp && tree_.head(that + 1) == says) {
      moves_.push_back({that + 1, be, "xcomp", ""});
      return;
    }
    if (!knowledge_.is("that", tree_.lower(that))) return;
    const TokenIndex told = tree_.head(that);
    if (told == kNone || told < that || !tree_.is_verb(told)) return;
    // "hard to believe"
    const auto to = tree_.child(be, {Dep::xcomp});
    const auto own = to != kNone ? to : tree_.child(word, {Dep::xcomp});
    moves_.push_back({that, told, "mark", ""});
    moves_.push_back({told, own != kNone && own < comma ? own : be, "ccomp", ""});
    // Whatever of the three the parser took for the main verb, the telling is.
    for (const TokenIndex at : {be, told, says}) {
      const TokenIndex up = tree_.head(at);
      if (up != kNone &&
          (tree_.is_under(up, be) || tree_.is_under(up, told) || tree_.is_under(up, says)))
        continue;
      moves_.push_back({says, up == kNone ? says : up, up == kNone ? "ROOT" : "ccomp", ""});
      break;
    }
    moves_.push_back({be, says, "ccomp", ""});
  }

  // "That soldiers fired is a lie, he said", where "that" passes for the soldiers' and "is a lie"
  // for a clause beside it.
  void that_in_front(TokenIndex be) {
    const TokenIndex fired = tree_.head(be);
    const auto word = judgement(be);
    if (!is_be(be) || fired == kNone || fired > be || !tree_.is_verb(fired) || word == kNone ||
        word < be || !is_judging(word) ||
        (tree_.dep(be) != Dep::ccomp && tree_.dep(be) != Dep::conj))
      return;
    const TokenIndex that = tree_.subtree(fired).begin;
    if (!knowledge_.is("that", tree_.lower(that)) || that + 1 >= fired ||
        (that != tree_.sentence_range(tree_.sentence(be)).begin &&
         tree_.pos(that - 1) != Pos::punct))
      return;
    const auto subject = tree_.child(be, {Dep::nsubj});
    if (subject != kNone && subject < fired) return;
    const bool root = tree_.dep(fired) == Dep::root;
    moves_.push_back({be, root ? be : tree_.head(fired), root ? "ROOT" : "ccomp", ""});
    moves_.push_back({fired, be, "csubj", ""});
    moves_.push_back({that, fired, "mark", ""});
    if (subject != kNone) moves_.push_back({subject, fired, "dobj", ""});
    for (const TokenIndex c : tree_.children(fired)) {
      if (c > be) moves_.push_back({c, be, "", ""});
    }
  }

  // "disputes the union's account, in which its guards fired": the account's.
  void in_which(TokenIndex v) {
    const TokenIndex up = tree_.head(v);
    const auto link = tree_.subtree(v).begin;
    if (tree_.dep(v) != Dep::advcl || up == kNone || link < 2 || tree_.head(link) != v ||
        tree_.token(link - 1).text != "," ||
        !knowledge_.is("account-prepositions", tree_.lower(link)) ||
        !knowledge_.is("relative-pronouns", tree_.lower(link + 1)))
      return;
    const TokenIndex account = link - 2;
    if (tree_.is_noun(account) && tree_.is_under(account, up) &&
        knowledge_.is("claim-nouns", tree_.lemma(account)))
      moves_.push_back({v, account, "relcl", ""});
  }

  // "It is the rebels, according to the abbot, who say that": the rebels say it.
  void who_according_to(TokenIndex v) {
    const TokenIndex abbot = tree_.head(v);
    const TokenIndex to = abbot == kNone ? kNone : tree_.head(abbot);
    const TokenIndex according = to == kNone ? kNone : tree_.head(to);
    const TokenIndex be = according == kNone ? kNone : tree_.head(according);
    if (tree_.dep(v) != Dep::relcl || be == kNone ||
        !knowledge_.is("according", tree_.lower(according)))
      return;
    const auto it = tree_.child(be, {Dep::nsubj});
    const auto rebels = tree_.child(be, {Dep::attr});
    if (it != kNone && rebels != kNone && rebels < according &&
        knowledge_.is("expletives", tree_.lower(it)))
      moves_.push_back({v, rebels, "relcl", ""});
  }

  // "overheard a guard tell a colleague that": what the guard told.
  void overheard_telling(TokenIndex v) {
    const TokenIndex hears = tree_.head(v);
    if (tree_.token(v).tag != "VB" || tree_.dep(v) != Dep::dep || v < 2 || hears == kNone ||
        !knowledge_.is("listening-verbs", tree_.lemma(v)) || !tree_.is_noun(v - 1) ||
        tree_.dep(v - 1) != Dep::dobj)
      return;
    const TokenIndex heard = tree_.head(v - 1);
    const auto whom = tree_.child(v, {Dep::dobj});
    moves_.push_back({v, heard, "ccomp", ""});
    moves_.push_back({v - 1, v, "nsubj", ""});
    const auto told = whom == kNone ? kNone : tree_.child(whom, {Dep::acl, Dep::relcl});
    if (told != kNone) moves_.push_back({told, v, "ccomp", ""});
  }

  // "is in all likelihood a member of the ring", read as a likelihood.
  void likelihood_between(TokenIndex be) {
    const auto likelihood = tree_.child(be, {Dep::attr});
    const auto what =
        likelihood == kNone ? kNone : tree_.child(likelihood, {Dep::dobj, Dep::appos});
    if (tree_.lemma(be) != knowledge_.first("be") || what == kNone || what < likelihood ||
        !knowledge_.is("likelihood-nouns", tree_.lemma(likelihood)))
      return;
    for (TokenIndex link = be + 1; link < likelihood; ++link) {
      if (!knowledge_.is("in", tree_.lower(link))) continue;
      moves_.push_back({link, be, "prep", ""});
      moves_.push_back({likelihood, link, "pobj", ""});
      moves_.push_back({what, be, "attr", ""});
      return;
    }
  }

  // "There is talk in the bazaar of a raid": talk of one.
  void talk_of(TokenIndex of) {
    const TokenIndex bazaar = tree_.head(of);
    const TokenIndex in = bazaar == kNone ? kNone : tree_.head(bazaar);
    const TokenIndex talk = in == kNone ? kNone : tree_.head(in);
    if (!knowledge_.is("of", tree_.lower(of)) || tree_.dep(of) != Dep::prep || talk == kNone ||
        tree_.dep(in) != Dep::prep || talk + 1 != in ||
        !knowledge_.is("unheld-nouns", tree_.lemma(talk)) || knowledge_.is("of", tree_.lower(in)))
      return;
    const auto what = tree_.child(of, {Dep::pobj});
    if (what != kNone && knowledge_.frame_nouns.contains(tree_.lemma(what)))
      moves_.push_back({of, talk, "", ""});
  }

  // "did open fire", where "open" passes for an adjective.
  void did_open(TokenIndex v) {
    const auto did = tree_.child(v, {Dep::aux});
    if (tree_.token(v).tag != "JJ" || did == kNone || did + 1 != v ||
        tree_.lemma(did) != knowledge_.first("do") ||
        !knowledge_.frame_verbs.contains(tree_.lower(v)))
      return;
    moves_.push_back({v, tree_.head(v) == kNone ? v : tree_.head(v), "", tree_.lower(v)});
  }

  // "It is doubtful that they have 8,000 men, its yearbook remarks", read as men that it remarks.
  void remarks_at_end(TokenIndex v) {
    const auto sentence = tree_.sentence_range(tree_.sentence(v));
    const auto who = tree_.child(v, {Dep::nsubj});
    if (tree_.dep(v) != Dep::relcl || !tree_.is_finite(v) || who == kNone || who > v ||
        !takes_clause(tree_, knowledge_, v) || tree_.pos(who) == Pos::pron ||
        tree_.child(v, {Dep::dobj, Dep::ccomp, Dep::mark}) != kNone)
      return;
    const auto begin = tree_.subtree(who).begin;
    if (begin <= sentence.begin || tree_.token(begin - 1).text != "," ||
        tree_.subtree(v).begin != begin)
      return;
    for (TokenIndex i = v + 1; i < sentence.end; ++i) {
      if (tree_.pos(i) != Pos::punct) return;
    }
    TokenIndex root = v;
    while (tree_.head(root) != kNone) root = tree_.head(root);
    moves_.push_back({v, v, "ROOT", ""});
    moves_.push_back({root, v, "ccomp", ""});
  }

  // "Of a raid the bulletin makes no mention."
  void of_in_front(TokenIndex of) {
    const TokenIndex makes = tree_.head(of);
    const auto mention = makes == kNone ? kNone : tree_.child(makes, {Dep::dobj});
    if (tree_.dep(of) != Dep::prep || mention == kNone || mention < of ||
        of != tree_.sentence_range(tree_.sentence(of)).begin ||
        !knowledge_.is("subject-prepositions", tree_.lower(of)) ||
        !knowledge_.is("mention-nouns", tree_.lemma(mention)))
      return;
    moves_.push_back({of, mention, "", ""});
  }

  // "said legalizing it could put them to work": what could is legalizing it.
  void said_doing_it_could(TokenIndex v) {
    const TokenIndex said = tree_.head(v);
    const auto told = tree_.child(v, {Dep::ccomp});
    if (tree_.dep(v) != Dep::xcomp || tree_.token(v).tag != "VBG" || said == kNone ||
        said + 1 != v || !takes_clause(tree_, knowledge_, said) || told < v ||
        tree_.child(told, {Dep::mark}) != kNone)
      return;
    const auto object = tree_.child(told, {Dep::nsubj, Dep::nsubjpass});
    if (object == kNone || object < v || object > told) return;
    moves_.push_back({told, said, "ccomp", ""});
    moves_.push_back({v, told, "csubj", ""});
    moves_.push_back({object, v, "dobj", ""});
  }

  // "It was we who mined it", read as a clause beside "was".
  void it_was_we_who(TokenIndex v) {
    const TokenIndex be = tree_.head(v);
    const auto who = tree_.child(v, {Dep::nsubj});
    const auto it = be == kNone ? kNone : tree_.child(be, {Dep::nsubj});
    const auto we = be == kNone ? kNone : tree_.child(be, {Dep::attr});
    if (tree_.dep(v) != Dep::ccomp || who == kNone || we == kNone || it == kNone ||
        !knowledge_.is("expletives", tree_.lower(it)) || who != tree_.subtree(we).end ||
        !knowledge_.is("person-relatives", tree_.lower(who)))
      return;
    moves_.push_back({v, we, "relcl", ""});
  }

  // "The mayor is certain: they have left."
  void is_certain(TokenIndex be) {
    const TokenIndex told = tree_.head(be);
    const auto word = tree_.child(be, {Dep::acomp});
    if (tree_.lemma(be) != knowledge_.first("be") || tree_.dep(be) != Dep::ccomp || told < be ||
        word == kNone || tree_.dep(told) != Dep::root || word + 1 >= tree_.size() ||
        tree_.token(word + 1).text != ":" || !knowledge_.cue_adjectives.contains(tree_.lower(word)))
      return;
    moves_.push_back({be, be, "ROOT", ""});
    moves_.push_back({told, word, "ccomp", ""});
  }

  // "It seems doubtful to residents that they left": no residents that they left.
  void seems_to_them(TokenIndex be) {
    const auto it = tree_.child(be, {Dep::nsubj});
    const auto word = judgement(be);
    if (!is_be(be) || it == kNone || !knowledge_.is("expletives", tree_.lower(it)) ||
        word == kNone || !is_judging(word))
      return;
    const auto to = tree_.prepositional_object(word, knowledge_.list("to"));
    const auto told = to == kNone ? kNone : tree_.child(to, {Dep::relcl, Dep::acl});
    const auto that = told == kNone ? kNone : tree_.child(told, {Dep::mark});
    if (that != kNone && knowledge_.is("that", tree_.lower(that)))
      moves_.push_back({told, be, "ccomp", ""});
  }

  // "found the report that they had taken the port hard to believe": found it so.
  void found_hard(TokenIndex v) {
    if (v < 2 || !knowledge_.is("accepting-verbs", tree_.lemma(v)) ||
        tree_.token(v - 1).tag != "TO" || !knowledge_.is("cannot-words", tree_.lower(v - 2)))
      return;
    const auto begin = tree_.sentence_range(tree_.sentence(v)).begin;
    for (TokenIndex finds = v - 3; finds >= begin; --finds) {
      if (!tree_.is_verb(finds) || !knowledge_.is("judging-verbs", tree_.lemma(finds))) continue;
      const auto report = tree_.child(finds, {Dep::dobj});
      if (report <= finds || report > v || tree_.child(report, {Dep::acl, Dep::relcl}) == kNone)
        return;
      moves_.push_back({v - 2, finds, "oprd", ""});
      moves_.push_back({v, v - 2, "xcomp", ""});
      return;
    }
  }

  // "They have taken the station, the Tribune of Sund reported, citing two pilots", read as a
  // second thing that happened.
  void reported_behind(TokenIndex v) {
    const TokenIndex told = tree_.head(v);
    const auto who = tree_.child(v, {Dep::nsubj});
    if (tree_.dep(v) != Dep::conj || told == kNone || told > v || tree_.dep(told) != Dep::root ||
        who < told || !tree_.is_finite(v) || !takes_clause(tree_, knowledge_, v) ||
        tree_.child(v, {Dep::dobj, Dep::ccomp, Dep::mark, Dep::prep}) != kNone ||
        tree_.child(told, {Dep::nsubj, Dep::nsubjpass}) == kNone)
      return;
    const auto begin = tree_.subtree(who).begin;
    if (begin == 0 || tree_.token(begin - 1).text != ",") return;
    for (const TokenIndex c : tree_.children(told)) {
      if (tree_.dep(c) == Dep::cc || (tree_.dep(c) == Dep::conj && c != v)) return;
    }
    moves_.push_back({v, v, "ROOT", ""});
    moves_.push_back({told, v, "ccomp", ""});
    for (const TokenIndex c : tree_.children(told)) {
      if (c > v && tree_.dep(c) == Dep::punct) moves_.push_back({c, v, "", ""});
    }
  }

  // "denied shelling villages", read as villages of the shelling kind.
  void denied_shelling(TokenIndex v) {
    const auto villages = tree_.child(v, {Dep::dobj});
    const auto cue = knowledge_.cue_verbs.find(tree_.lemma(v));
    if (villages < v || cue == knowledge_.cue_verbs.end() ||
        !cue->second.front()->content.contains(Content::gerund) ||
        cue->second.front()->holds != Epistemic::false_certain)
      return;
    const TokenIndex shelling = v + 1;
    if (tree_.head(shelling) != villages || tree_.token(shelling).tag != "VBG" ||
        !knowledge_.frame_verbs.contains(tree_.lemma(shelling)) ||
        knowledge_.frame_nouns.contains(tree_.lemma(villages)))
      return;
    moves_.push_back({shelling, v, "xcomp", ""});
    moves_.push_back({villages, shelling, "dobj", ""});
    for (const TokenIndex c : tree_.children(v)) {
      if (c > villages && tree_.dep(c) == Dep::prep && c == tree_.subtree(villages).end)
        moves_.push_back({c, shelling, "", ""});
    }
  }

  // "Men thought to be from the faction attacked a convoy", read as what they thought.
  void men_thought_to_be(TokenIndex v) {
    const auto men = tree_.child(v, {Dep::nsubj});
    const auto be = tree_.child(v, {Dep::xcomp});
    const auto attacked = tree_.child(v, {Dep::ccomp});
    if (tree_.dep(v) != Dep::root || tree_.token(v).tag != "VBD" || men == kNone || men > v ||
        be < v || attacked < be || tree_.token(v + 1).tag != "TO" || tree_.head(v + 1) != be ||
        !tree_.is_finite(attacked) || !knowledge_.cue_verbs.contains(tree_.lemma(v)) ||
        tree_.child(attacked, {Dep::nsubj, Dep::nsubjpass, Dep::mark}) != kNone)
      return;
    moves_.push_back({attacked, attacked, "ROOT", ""});
    moves_.push_back({men, attacked, "nsubj", ""});
    moves_.push_back({v, men, "acl", "", "", "VBN"});
    for (const TokenIndex c : tree_.children(v)) {
      if (tree_.dep(c) == Dep::punct && c > attacked) moves_.push_back({c, attacked, "", ""});
    }
  }

  // "said the rebels themselves had admitted it", read as rebels that were said.
  void rebels_themselves(TokenIndex admitted) {
    const TokenIndex rebels = tree_.head(admitted);
    const auto themselves = tree_.child(admitted, {Dep::nsubj});
    const TokenIndex said = rebels == kNone ? kNone : tree_.head(rebels);
    if (tree_.dep(admitted) != Dep::relcl || said == kNone || tree_.dep(rebels) != Dep::dobj ||
        themselves != rebels + 1 || tree_.pos(themselves) != Pos::pron ||
        !knowledge_.is("reflexive-pronouns", tree_.lower(themselves)) ||
        !takes_clause(tree_, knowledge_, said))
      return;
    moves_.push_back({admitted, said, "ccomp", ""});
    moves_.push_back({rebels, admitted, "nsubj", ""});
    moves_.push_back({themselves, rebels, "appos", ""});
  }

  // "A man identifying himself as a leader said", read as what was said.
  void man_identifying(TokenIndex v) {
    const TokenIndex said = tree_.head(v);
    const auto man = tree_.child(v, {Dep::nsubj});
    if (tree_.dep(v) != Dep::ccomp || tree_.token(v).tag != "VBG" || said < v || man == kNone ||
        man + 1 != v || tree_.child(v, {Dep::aux}) != kNone ||
        !takes_clause(tree_, knowledge_, said) ||
        tree_.child(said, {Dep::nsubj, Dep::nsubjpass}) != kNone)
      return;
    moves_.push_back({man, said, "nsubj", ""});
    moves_.push_back({v, man, "acl", ""});
    for (const TokenIndex c : tree_.children(v)) {
      if (c < man && tree_.dep(c) != Dep::nsubj) moves_.push_back({c, said, "", ""});
    }
  }

  // "accused him of lying when he said that": the lie, not the accusation.
  void lying_when(TokenIndex v) {
    const TokenIndex accused = tree_.head(v);
    const auto when = tree_.child(v, {Dep::advmod});
    if (tree_.dep(v) != Dep::advcl || accused == kNone || accused > v || when == kNone ||
        tree_.token(when).tag != "WRB" || when != tree_.subtree(v).begin || when == 0)
      return;
    const TokenIndex lying = when - 1;
    if (tree_.dep(lying) == Dep::pcomp && knowledge_.is("lying-words", tree_.lower(lying)))
      moves_.push_back({v, lying, "", ""});
  }

  // "spoke of eleven explosions and two dead", read as speaking and dead.
  void spoke_of_dead(TokenIndex dead) {
    const TokenIndex spoke = tree_.head(dead);
    const auto of = spoke == kNone ? kNone : tree_.child(spoke, {Dep::prep});
    const auto what = of == kNone ? kNone : tree_.child(of, {Dep::pobj});
    if (tree_.dep(dead) != Dep::conj || tree_.pos(dead) != Pos::adj || what == kNone ||
        !tree_.is_verb(spoke) || tree_.child(dead, {Dep::nummod}) == kNone || what > dead ||
        what < spoke)
      return;
    moves_.push_back({dead, what, "conj", ""});
    for (const TokenIndex c : tree_.children(spoke)) {
      if (tree_.dep(c) == Dep::cc && c > what && c < dead) moves_.push_back({c, what, "", ""});
    }
  }

  // "It is not the case that they left", read as a case that left.
  void is_not_the_case(TokenIndex be) {
    const auto it = tree_.child(be, {Dep::nsubj});
    const auto what = tree_.child(be, {Dep::attr});
    if (tree_.lemma(be) != knowledge_.first("be") || it == kNone || what < be ||
        !knowledge_.is("expletives", tree_.lower(it)))
      return;
    const auto told = tree_.child(what, {Dep::relcl});
    const auto that = told == kNone ? kNone : tree_.child(told, {Dep::mark});
    if (that == what + 1 && knowledge_.is("that", tree_.lower(that)))
      moves_.push_back({told, be, "ccomp", ""});
  }

  // "The ministry denied that a device went off", read as a device that it denied; "denied that the
  // two sides agreed", read as what was agreed.
  void denied_that(TokenIndex v) {
    const TokenIndex that = v + 1;
    if (that >= tree_.size() || tree_.token(that).tag != "IN" || !tree_.is_finite(v) ||
        !knowledge_.is("that", tree_.lower(that)) || !takes_clause(tree_, knowledge_, v))
      return;
    if (tree_.head(that) == v && tree_.dep(that) == Dep::dobj) {
      for (const TokenIndex device : tree_.children(v)) {
        if (device <= that || tree_.dep(device) != Dep::dobj) continue;
        const auto told = tree_.child(device, {Dep::acl, Dep::relcl});
        const bool participle = told > device && tree_.token(told).tag == "VBN";
        if (told < device || !(participle || tree_.is_finite(told)) ||
            tree_.child(told, {Dep::nsubj, Dep::nsubjpass}) != kNone)
          return;
        moves_.push_back({told, v, "ccomp", "", "", participle ? "VBD" : ""});
        moves_.push_back({device, told, "nsubj", ""});
        moves_.push_back({that, told, "mark", ""});
        return;
      }
      return;
    }
    const TokenIndex told = tree_.head(v);
    const auto who = tree_.child(v, {Dep::nsubj});
    if (told < that || tree_.dep(v) != Dep::ccomp || who == kNone || who > v ||
        tree_.dep(told) != Dep::root || !tree_.is_finite(told))
      return;
    const auto subject = tree_.child(told, {Dep::nsubj, Dep::nsubjpass});
    const auto clause = tree_.child(v, {Dep::ccomp});
    if (subject < that || subject > told || (clause != kNone && tree_.is_verb(clause))) return;
    for (TokenIndex i = that; i < told; ++i) {
      if (tree_.token(i).text == ",") return;
    }
    moves_.push_back({v, v, "ROOT", ""});
    moves_.push_back({told, v, "ccomp", ""});
    moves_.push_back({that, told, "mark", ""});
    for (TokenIndex i = that + 1; i < subject; ++i) {
      if (tree_.head(i) < that || tree_.head(i) == v || tree_.head(i) == that)
        moves_.push_back({i, subject, "nummod", ""});
    }
  }

  // "The Herald apologises for saying that", read as apologies of the Herald's.
  void apologises(TokenIndex v) {
    const auto who = tree_.child(v, {Dep::compound});
    const auto link = tree_.child(v, {Dep::prep});
    const bool apologises = link != kNone && tree_.child(link, {Dep::pcomp}) != kNone &&
                            knowledge_.is("apologising-verbs", tree_.lemma(v));
    // "The minister forgets to mention that"
    const auto mention = tree_.child(v, {Dep::xcomp});
    const bool forgets = mention > v && tree_.token(mention - 1).tag == "TO" &&
                         knowledge_.is("negative-implicatives", tree_.lemma(v));
    if (tree_.token(v).tag != "NNS" || tree_.dep(v) != Dep::root || who == kNone || who + 1 != v ||
        !(apologises || forgets))
      return;
    moves_.push_back({v, v, "ROOT", tree_.lemma(v)});
    moves_.push_back({who, v, "nsubj", ""});
    for (const TokenIndex c : tree_.children(v)) {
      if (c < who) moves_.push_back({c, who, "", ""});
    }
  }

  // "a claim the mayor doubts", read as his doubts.
  void doubts_it(TokenIndex v) {
    const auto who = tree_.child(v, {Dep::nsubj});
    if (tree_.token(v).tag != "NNS" || tree_.dep(v) != Dep::relcl || who == kNone || who + 1 != v ||
        !knowledge_.cue_verbs.contains(tree_.lemma(v)))
      return;
    moves_.push_back({v, tree_.head(v), "relcl", tree_.lemma(v)});
  }

  // "called the report that they had taken the port an invention": called it one.
  void called_invention(TokenIndex v) {
    const auto report = tree_.child(v, {Dep::dobj});
    const auto told = report == kNone ? kNone : tree_.child(report, {Dep::acl, Dep::relcl});
    if (!knowledge_.is("judging-verbs", tree_.lemma(v)) || told == kNone || report < v ||
        !tree_.is_verb(told))
      return;
    const TokenIndex last = tree_.subtree(told).end - 1;
    const TokenIndex up = tree_.head(last);
    if (last <= told || up == kNone || up < report || tree_.child(v, {Dep::oprd}) != kNone ||
        is_be(up) || !tree_.is_noun(last) ||
        (!knowledge_.is("false-words", tree_.lower(last)) &&
         !knowledge_.is("doubt-words", tree_.lower(last))) ||
        tree_.dep(last) == Dep::compound)
      return;
    moves_.push_back({last, v, "oprd", ""});
  }

  // "The ministry disputes having fired", read as disputes of the ministry's that fired.
  void disputes_having(TokenIndex v) {
    const TokenIndex told = tree_.head(v);
    const auto who = tree_.child(v, {Dep::compound});
    const auto has = told == kNone ? kNone : tree_.child(told, {Dep::aux});
    const bool perfect = has == v + 1 && tree_.token(has).tag == "VBG";
    if (tree_.token(v).tag != "NNS" || tree_.dep(v) != Dep::nsubj || who == kNone || who + 1 != v ||
        !(perfect || (told == v + 1 && tree_.token(told).tag == "VBG")) ||
        tree_.dep(told) != Dep::root)
      return;
    const auto cue = knowledge_.cue_verbs.find(tree_.lemma(v));
    if (cue == knowledge_.cue_verbs.end() ||
        !cue->second.front()->content.contains(Content::gerund))
      return;
    moves_.push_back({v, v, "ROOT", tree_.lemma(v)});
    moves_.push_back({told, v, "xcomp", ""});
    moves_.push_back({who, v, "nsubj", ""});
    for (const TokenIndex c : tree_.children(v)) {
      if (c < who) moves_.push_back({c, who, "", ""});
    }
    for (const TokenIndex c : tree_.children(told)) {
      if (tree_.dep(c) == Dep::punct) moves_.push_back({c, v, "", ""});
    }
  }
};

}  // namespace

void find_judgements(const Tree& tree, const Knowledge& knowledge, std::vector<Move>& moves) {
  Finder(tree, knowledge, moves).run();
}

}  // namespace gainsay::read
