"""A pipeline of spaCy's that is a few kilobytes large and has what its published small ones lack: static vectors,
senter, a tagger beside a morphologizer that extends, 13 and 6 state tokens, no upper layer, lookup lemmas, patterns with
every kind of operator. It learns an invented grammar, in its first steps only: what matters is that spaCy and gainsay
do the same with it.

    bench/small_pipeline.py FOLDER [micro]        needs spaCy; bench/nlp-vs-spacy calls it
"""
import random
import sys

import numpy
import spacy
from spacy.lookups import Lookups
from spacy.tokens import Doc
from spacy.training import Example

NAMES = [("Torsk", "PER"), ("Brasko", "PER"), ("Orsat", "PER"), ("Karsova", "LOC"), ("Tolvary", "LOC"), ("Irkal", "LOC")]
NOUNS = ["ciudad", "aldea", "fuente", "guerra", "tregua", "radio"]
VERBS = ["niega", "anuncia", "confirma", "teme", "visita"]
ADJECTIVES = ["nueva", "vieja", "lejana"]
WITH_VECTORS = ["ciudad", "aldea", "fuente", "guerra", "tregua", "radio", "niega", "anuncia", "la", "Torsk", "Karsova",
                "vieja"]
LEMMAS = {"la": "el", "La": "el", "niega": "negar", "anuncia": "anunciar", "teme": "temer"}


def noun_phrase(rng):
    """Rows of word, part of speech, tag, features, label, entity; and which of them is the head."""
    if rng.random() < 0.4:
        rows = []
        kind = rng.choice(["PER", "LOC"])
        for _ in range(1 + (rng.random() < 0.3)):
            rows.append((rng.choice([name for name, its in NAMES if its == kind]), "PROPN", "NP", "Number=Sing", "flat", kind))
        return rows, 0
    rows = [("la", "DET", "DA", "Definite=Def|Gender=Fem", "det", ""),
            (rng.choice(NOUNS), "NOUN", "NC", "Gender=Fem|Number=Sing", "", "")]
    if rng.random() < 0.4:
        rows.append((rng.choice(ADJECTIVES), "ADJ", "AQ", "Gender=Fem|Number=Sing", "amod", ""))
    return rows, 1


def sentence(rng):
    """Rows of word, part of speech, tag, features, head, label, entity."""
    subject, subject_head = noun_phrase(rng)
    object_, object_head = noun_phrase(rng)
    verb = len(subject)
    out = []

    def add(rows, head, label):
        at = len(out)
        for i, (word, pos, tag, morph, dep, kind) in enumerate(rows):
            entity = ("B-" if i == 0 else "I-") + kind if kind else "O"
            out.append([word, pos, tag, morph, verb if i == head else at + head, label if i == head else dep, entity])

    add(subject, subject_head, "nsubj")
    out.append([rng.choice(VERBS), "VERB", "VM", "Mood=Ind|VerbForm=Fin", verb, "ROOT", "O"])
    add(object_, object_head, "obj")
    out.append([".", "PUNCT", "FP", "PunctType=Peri", verb, "punct", "O"])
    out[0][0] = out[0][0].capitalize()
    return out


def text(rng):
    """Some sentences of the grammar."""
    return " ".join(" ".join(row[0] for row in sentence(rng)[:-1]) + "." for _ in range(rng.randint(1, 3)))


def document(vocab, rng):
    fields = {name: [] for name in ("words", "spaces", "pos", "tags", "morphs", "heads", "deps", "ents", "sent_starts")}
    for _ in range(rng.randint(1, 3)):
        rows, at = sentence(rng), len(fields["words"])
        for i, (word, pos, tag, morph, head, dep, entity) in enumerate(rows):
            space = i + 1 == len(rows) or rows[i + 1][0] != "."
            values = (word, space, pos, tag, morph, at + head, dep, entity, i == 0)
            for name, value in zip(fields, values):
                fields[name].append(value)
    return Doc(vocab, **fields)


CONFIG = """
[nlp]
lang = "LANGUAGE"
pipeline = ["tok2vec","senter","tagger","morphologizer","parser","ner","attribute_ruler","lemmatizer"]
[components]
[components.tok2vec]
factory = "tok2vec"
[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"
[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 16
attrs = ["NORM","PREFIX","SUFFIX","SHAPE","SPACY"]
rows = [60,30,40,20,4]
include_static_vectors = true
[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 16
depth = 2
window_size = 2
maxout_pieces = 2
[components.senter]
factory = "senter"
[components.senter.model]
@architectures = "spacy.Tagger.v2"
[components.senter.model.tok2vec]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 8
depth = 1
embed_size = 40
window_size = 1
maxout_pieces = 2
subword_features = true
[components.tagger]
factory = "tagger"
[components.tagger.model]
@architectures = "spacy.Tagger.v2"
[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 16
upstream = "tok2vec"
[components.morphologizer]
factory = "morphologizer"
overwrite = true
extend = true
[components.morphologizer.model]
@architectures = "spacy.Tagger.v2"
[components.morphologizer.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 16
upstream = "*"
[components.parser]
factory = "parser"
min_action_freq = 1
[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
extra_state_tokens = true
hidden_width = 16
maxout_pieces = 1
use_upper = true
[components.parser.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 16
upstream = "tok2vec"
[components.ner]
factory = "ner"
[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
extra_state_tokens = true
hidden_width = 16
maxout_pieces = 2
use_upper = false
[components.ner.model.tok2vec]
@architectures = "spacy.Tok2Vec.v2"
[components.ner.model.tok2vec.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 8
attrs = ["ORTH","LOWER","IS_SPACE"]
rows = [50,50,4]
include_static_vectors = true
[components.ner.model.tok2vec.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 8
depth = 1
window_size = 1
maxout_pieces = 3
[components.attribute_ruler]
factory = "attribute_ruler"
[components.lemmatizer]
factory = "lemmatizer"
mode = "lookup"
"""
PATTERNS = [
    {"patterns": [[{"LOWER": "la"}, {"POS": {"IN": ["NOUN", "PROPN"]}, "OP": "+"}]], "attrs": {"TAG": "LAST"}, "index": -1},
    {"patterns": [[{"MORPH": {"IS_SUPERSET": ["Number=Sing"]}, "LENGTH": {">=": 7}}]], "attrs": {"MORPH": "Number=Sing|Case=Long"}},
    {"patterns": [[{"TEXT": {"REGEX": "^[A-K]"}, "IS_ALPHA": True}], [{"SHAPE": "dd"}]], "attrs": {"LEMMA": "early"}},
    {"patterns": [[{"TAG": "VM"}, {"OP": "?"}, {"IS_PUNCT": True}]], "attrs": {"DEP": "short"}},
    {"patterns": [[{"LEMMA": {"NOT_IN": ["early"]}, "ENT_TYPE": "LOC"}, {"SPACY": False}]], "attrs": {"POS": "X"}},
    {"patterns": [[{"LOWER": "vieja"}, {"TEXT": {"REGEX": {"IN": ["^r", "^g"]}}, "OP": "{1,2}"}]], "attrs": {"POS": "SYM"}, "index": 1},
]


def train(folder, micro=False):
    """`micro`: smaller still, for fuzzing, without Spanish's tokenizer."""
    spacy.util.fix_random_seed(1)
    rng = random.Random(1)
    config = CONFIG.replace("LANGUAGE", "xx" if micro else "es")
    if micro:
        for old, new in (("width = 16", "width = 4"), ("width = 8", "width = 4"), ("[60,30,40,20,4]", "[6,5,4,3,2]"),
                         ("[50,50,4]", "[5,4,2]"), ("embed_size = 40", "embed_size = 4")):
            config = config.replace(old, new)
    nlp = spacy.util.load_model_from_config(spacy.util.load_config_from_str(config), auto_fill=True, validate=True)
    table = numpy.random.RandomState(1).uniform(-1, 1, (10, 12)).astype("float32")
    nlp.vocab.vectors = spacy.vectors.Vectors(shape=table.shape)
    for i, word in enumerate(WITH_VECTORS):
        # The last ones share rows, as in pruned tables.
        nlp.vocab.vectors.add(word, vector=table[i] if i < len(table) else None, row=i % len(table))
    tables = Lookups()
    tables.add_table("lemma_lookup", LEMMAS)
    nlp.get_pipe("lemmatizer").lookups = tables
    nlp.get_pipe("attribute_ruler").add_patterns(PATTERNS)
    documents = [document(nlp.vocab, rng) for _ in range(300)]
    examples = [Example(Doc(nlp.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc]),
                        doc) for doc in documents]
    trained = ["tok2vec", "senter", "tagger", "morphologizer", "parser", "ner"]
    with nlp.select_pipes(enable=trained):
        for name in trained:
            nlp.get_pipe(name).initialize(lambda: examples, nlp=nlp)
        optimizer = nlp.create_optimizer()
        for _ in range(2 if micro else 12):
            rng.shuffle(examples)
            for batch in spacy.util.minibatch(examples, 16):
                nlp.update(batch, sgd=optimizer)
    nlp.meta["name"], nlp.meta["version"] = "small", "1.0.0"
    nlp.to_disk(folder)


if __name__ == "__main__":
    train(sys.argv[1], micro=sys.argv[2:] == ["micro"])
