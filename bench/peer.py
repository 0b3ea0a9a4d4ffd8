"""The peer: textacy's direct quotations over a spaCy pipeline, to be timed beside whence on the same texts.

No trained spaCy model is used: the pipeline is blank English with a tagger and a parser (each with the layers that
spaCy gives it), an attribute ruler and a lemmatizer, initialised on two made-up sentences with all labels of the
English treebanks. What it finds is worth nothing, but it does all the arithmetic that a trained one of the same
shape does, so it takes the same time. textacy finds direct quotations only, and no chains.

Needs the extra `bench`: `pip install -e ".[bench]"`.
"""

import time
import warnings
from collections.abc import Iterator
from typing import Any

SENTENCES = (
    (
        "The mayor said that the bridge would open on Monday .",
        "DT NN VBD IN DT NN MD VB IN NNP .",
        "DET NOUN VERB SCONJ DET NOUN AUX VERB ADP PROPN PUNCT",
        "1 2 2 7 5 7 7 2 7 8 2",
        "det nsubj ROOT mark det nsubj aux ccomp prep pobj punct",
    ),
    (
        "“ It will rain , ” Ida Holk told the board .",
        "`` PRP MD VB , '' NNP NNP VBD DT NN .",
        "PUNCT PRON AUX VERB PUNCT PUNCT PROPN PROPN VERB DET NOUN PUNCT",
        "3 3 3 8 8 8 7 8 8 10 8 8",
        "punct nsubj aux ccomp punct punct compound nsubj ROOT det dobj punct",
    ),
)
"""Words, tags, parts of speech, heads (indexes) and relations."""
TAGS = (
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ "
    "RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX ``"
)
RELATIONS = (
    "acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative dep "
    "det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj "
    "predet prep prt punct quantmod relcl xcomp"
)
LEMMAS = {"said": "say", "told": "tell", "says": "say", "added": "add", "asked": "ask"}


class Peer:
    """The pipeline, built once. Raises ImportError where the extra is not installed."""

    def __init__(self) -> None:
        import spacy
        from spacy.lookups import Lookups
        from textacy.extract import direct_quotations

        self._quotations = direct_quotations
        self.nlp = spacy.blank("en")
        tagger, parser = self.nlp.add_pipe("tagger"), self.nlp.add_pipe("parser")
        for label in TAGS.split():
            tagger.add_label(label)
        for label in RELATIONS.split():
            parser.add_label(label)
        ruler = self.nlp.add_pipe("attribute_ruler")
        for _, tags, parts, _, _ in SENTENCES:
            for tag, part in zip(tags.split(), parts.split(), strict=True):
                ruler.add([[{"TAG": tag}]], {"POS": part})
        lemmatizer = self.nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
        lemmatizer.lookups = Lookups()
        lemmatizer.lookups.add_table("lemma_lookup", LEMMAS)
        spacy.util.fix_random_seed(0)
        with self.nlp.select_pipes(enable=["tagger", "parser"]), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.nlp.initialize(lambda: list(self._examples()))

    def _examples(self) -> Iterator[Any]:
        from spacy.tokens import Doc
        from spacy.training import Example

        for words, tags, parts, heads, relations in SENTENCES:
            gold = Doc(
                self.nlp.vocab,
                words=words.split(),
                tags=tags.split(),
                pos=parts.split(),
                heads=[int(head) for head in heads.split()],
                deps=relations.split(),
            )
            yield Example(Doc(self.nlp.vocab, words=words.split()), gold)

    def read(self, texts: list[str]) -> tuple[float, int]:
        """Processor seconds for parsing all texts and looking for quotations, and how many raised an error.

        An article whose number of quotation marks is odd raises; its parse is timed all the same.
        """
        raised = 0
        begin = time.process_time()
        for text in texts:
            parsed = self.nlp(text)
            try:
                list(self._quotations(parsed))
            except ValueError:
                raised += 1
        return time.process_time() - begin, raised
