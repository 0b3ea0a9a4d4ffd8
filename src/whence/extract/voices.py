"""Who a mention is in this document: pronouns, roles, bare surnames and generic nouns resolved, ids given.

Resolution looks backwards only, except for the fullest form of a name, which may stand anywhere. Nothing is
guessed across documents. A pronoun that nothing resolves stays unnamed; a generic "they" gives no voice.
"""

from bisect import bisect_left

from whence.extract.antecedents import (
    FARTHEST_ANTECEDENT_TOKENS,
    could_mean,
    described_by,
    last_speaker,
    latest_person,
    nearer,
    note_speech,
    only_subject,
    plural_subject,
    runs_since,
    unstated,
)
from whence.extract.drafts import Draft
from whence.extract.entities import UNSTATED, Entity
from whence.extract.genitives import attribute_start
from whence.extract.inflected import InflectedNames
from whence.extract.lexicon import C, T
from whence.extract.mentions import EVIDENCE, analyse, is_gerund, is_somebody
from whence.extract.names import appositions, around, fits, name_runs, same_head
from whence.extract.naming import without_genitive
from whence.extract.quotations import MARKS
from whence.extract.reading import NAMING, Reading
from whence.extract.spans import Mention, Phrase
from whence.extract.spoken import behind_speech
from whence.extract.surnames import Surnames
from whence.languages.callings import is_state_office
from whence.languages.fold import fold_key
from whence.languages.outlets import outlet_kind, outlet_source
from whence.model import Role, Voice

FIRST = int(C.FIRST)
GENERIC = int(C.GENERIC)
GENITIVE = int(C.GENITIVE)
NUMBER = int(C.NUMBER)
POSS = int(C.POSS)
PREP = int(C.PREP)
VAGUE = int(C.VAGUE)

CAP, PUNCT, DET, NOUN = int(C.CAP), int(C.PUNCT), int(C.DET), int(T.NOUN)
RECENT_ENTITIES = 64
SPECIFIC_GENERIC = frozenset(
    (
        "ministry",
        "defence_ministry",
        "foreign_ministry",
        "interior_ministry",
        "general_staff",
        "company",
        "party",
        "army",
        "police",
        "government",
        "parliament",
        "court",
        "intelligence",
        "commissariat",
    )
)
"""Institutions that every country has: their bare words are no name."""


class Voices:
    """The voices of one document. Mentions must be given in the order in which they stand."""

    def __init__(self, reading: Reading, *, publisher: Voice | None = None) -> None:
        self.reading = reading
        self.publisher = publisher
        self._runs = name_runs(reading)
        self._inflected = InflectedNames(reading, self._runs)
        self._surnames = Surnames(reading, self._runs, self._inflected)
        self._entities: list[Entity] = []
        self._by_id: dict[str, Entity] = {}
        self._institutions: dict[str, tuple[str, str] | None] = {}
        self._heads = appositions(reading, self._runs)

    def voice(
        self, phrase: Phrase, role: Role, *, channel: str | None = None, media: bool = False
    ) -> tuple[Voice, str] | None:
        """The voice of a phrase and its kind; None where nobody can be meant (a generic "they", "I")."""
        reading = self.reading
        mention = analyse(reading, *phrase.core)
        entity = self._resolve(mention, phrase)
        if entity is None:
            return None
        entity.last = max(entity.last, mention.last)
        if entity.source_id not in self._by_id:
            self._by_id[entity.source_id] = entity
            self._entities.append(entity)
        entity.media = entity.media or media or entity.kind == "outlet"
        span: tuple[int, int] | None = (phrase.core[0], phrase.full[1])
        if mention.first in reading.dropped and mention.first == mention.last:
            span = entity.span
        else:
            entity.span = span
        start = reading.tokens.starts[span[0]] if span is not None else None
        end = reading.tokens.ends[span[1]] if span is not None else None
        return (
            Voice(
                name=entity.name,
                source_id=entity.source_id,
                role=role,
                exact=reading.text[start:end] if span is not None else "",
                start=start,
                end=end,
                channel=channel,
            ),
            entity.kind,
        )

    def spoke(self, source_id: str, draft: Draft) -> None:
        """Notes that a source is the origin of a draft."""
        entity = self._by_id.get(source_id)
        if entity is not None:
            note_speech(self.reading, entity, draft)

    def kind_of(self, phrase: Phrase) -> str:
        """The kind of a phrase by its own words, or by what its name resolves to."""
        mention = analyse(self.reading, *phrase.core)
        if mention.kind in ("name",) and mention.name_span:
            full = self._full_name(mention)
            if full != mention.name and outlet_kind(full) is None:
                return "person"
        if mention.kind == "relative":
            antecedent = described_by(self.reading, mention.first)
            if antecedent is not None:
                return analyse(self.reading, *antecedent.core).kind
        if mention.kind == "pronoun" and mention.first in self.reading.dropped:
            meant = self._dropped(mention)
            return "outlet" if meant is not None and meant.media else mention.kind
        return mention.kind

    def is_evidence(self, phrase: Phrase) -> bool:
        """Whether a phrase is nobody's word but what somebody knows it from: data, information, proof."""
        mention = analyse(self.reading, *phrase.core)
        if mention.kind == "relative":
            antecedent = described_by(self.reading, mention.first)
            return antecedent is not None and self.is_evidence(antecedent)
        return mention.concept == EVIDENCE and self._owner(mention) is None

    # --- resolution -------------------------------------------------------------------------------------

    def _resolve(self, mention: Mention, phrase: Phrase) -> Entity | None:
        if mention.kind == "relative":
            antecedent = described_by(self.reading, mention.first)
            if antecedent is None:
                return self._unnamed(mention)
            return self._resolve(analyse(self.reading, *antecedent.core), antecedent)
        if mention.kind == "pronoun":
            dropped = mention.first in self.reading.dropped
            return self._dropped(mention) if dropped else self._pronoun(mention)
        if mention.kind in ("person", "name"):
            return self._named(mention, phrase)
        if mention.kind == "outlet":
            return self._outlet(mention)
        if mention.kind == "organisation":
            return self._organisation(mention)
        if mention.kind == "state":
            return self._entity(mention.name, "state", f"territory:{mention.territory}", mention)
        if mention.kind == "role":
            return self._named_in_apposition(mention, phrase) or self._role(mention)
        if mention.kind == "document":
            owner = self._owner(mention)
            if owner is not None:
                return owner
            return self._unnamed(mention, kind="document")
        return self._unnamed(mention)

    def _named_in_apposition(self, mention: Mention, phrase: Phrase) -> Entity | None:
        """The name behind a role: "Landets topgeneral, Anton Weir," is the man."""
        if phrase.full[1] <= phrase.core[1] + 1:
            return None
        last = phrase.full[1]
        while last > phrase.core[1] and self.reading.classes[last] & PUNCT:
            last -= 1
        named = analyse(self.reading, phrase.core[1] + 2, last)
        if (
            named.kind not in ("person", "name")
            or named.name_span is None
            or named.name_span[0] != phrase.core[1] + 2
        ):
            return None
        entity = self._named(named, Phrase((named.first, named.last), (named.first, named.last)))
        entity.concept, entity.territory = mention.concept, mention.territory
        return entity

    def _owner(self, mention: Mention) -> Entity | None:
        """The institution that a document is from: "Bulletin des Generalstabs", "a statement of the ministry"."""
        classes = self.reading.classes
        attribute = attribute_start(self.reading, mention.first, mention.last)
        for k in range(mention.first + 1, mention.last + (attribute is not None)):
            determined = classes[k] & GENITIVE and not classes[k - 1] & PREP
            if k == attribute or classes[k] & PREP or determined:
                start = k + 1 if classes[k] & PREP else k
                inner = analyse(self.reading, start, mention.last)
                kind_only = (
                    mention.concept == EVIDENCE and start > k and not is_somebody(self.reading, start, inner)
                )
                if kind_only:
                    continue
                if inner.kind in ("organisation", "person", "outlet", "state"):
                    return self._resolve(inner, Phrase((start, mention.last), (start, mention.last)))
        return None

    def _entity(self, name: str, kind: str, source_id: str, mention: Mention) -> Entity:
        known = self._by_id.get(source_id)
        if known is not None:
            if len(name) > len(known.name):
                known.name = name
            return known
        entity = Entity(name, kind, source_id, mention.last)
        entity.concept, entity.territory = mention.concept, mention.territory
        return entity

    def _named(self, mention: Mention, phrase: Phrase) -> Entity:
        words = self.reading.tokens.words[mention.first : mention.last + 1]
        full = self._full_name(mention) or " ".join(word for word in words if word not in MARKS)
        if outlet_kind(full):
            return self._entity(full, "outlet", outlet_source(full), mention)
        kind = "person" if mention.kind == "person" or " " in full else "name"
        entity = self._entity(full, kind, f"name:{fold_key(full)}", mention)
        if entity.gender is None:
            entity.gender = self._gender(full)
        if phrase.full != phrase.core and entity.concept is None:
            entity.concept = next(
                (
                    hit[0].concept
                    for i in range(phrase.core[1] + 1, phrase.full[1] + 1)
                    if (hit := self.reading.lexicon.nouns.at(self.reading.tokens.lows, i))
                    and hit[0].kind == "role"
                ),
                None,
            )
        return entity

    def _full_name(self, mention: Mention) -> str:
        """The fullest form of the name in the document: a bare surname finds its full name, spelling slips included."""
        assert mention.name_span is not None
        first, last = mention.name_span
        if last > first:
            return self._inflected.nominative(mention.name)
        bearer = self._surnames.bearer(last)
        if bearer is None:
            return mention.name
        held = analyse(self.reading, *bearer)  # of "Nordbyer Seeforscher Jonas Holk" the name alone
        if held.kind == "person" and held.name_span is not None and held.name_span[1] == bearer[1]:
            return self._inflected.nominative(held.name)
        return self._inflected.nominative(without_genitive(self.reading.tokens.slice(*bearer)))

    def _outlet(self, mention: Mention) -> Entity | None:
        if mention.name:
            return self._entity(mention.name, "outlet", outlet_source(mention.name), mention)
        if not self._points_back(mention):
            return self._unnamed(mention, kind="outlet")
        known = self._latest_medium(mention.first)
        if known is not None:
            return known
        span = self._latest_outlet_run(mention.first)
        if span is not None:
            name = without_genitive(self.reading.tokens.slice(*span))
            return self._entity(name, "outlet", outlet_source(name), mention)
        return self._unnamed(mention, kind="outlet")

    def _points_back(self, mention: Mention) -> bool:
        """Whether a media noun without a name means an outlet named before: definite, singular, nothing added."""
        reading = self.reading
        bits, low = reading.classes[mention.first], reading.tokens.lows[mention.last]
        if mention.territory is not None or mention.concept == "media" or bits & VAGUE:
            return False
        grammar = reading.lexicon.pack.grammar
        if mention.first < mention.last or bits & DET:
            return (
                bool(bits & (DET | POSS))
                and reading.tokens.lows[mention.first] not in grammar.indefinite_articles
            )
        return reading.lexicon.pack.has("definite_suffix") and low.endswith(grammar.definite_endings)

    def _latest_medium(self, before: int) -> Entity | None:
        known = [
            entity for entity in self._entities[-RECENT_ENTITIES:] if entity.media and entity.last < before
        ]
        return max(known, key=lambda entity: entity.last, default=None)

    def _latest_outlet_run(self, before: int) -> tuple[int, int] | None:
        for first, last in self._runs_before(before):
            if outlet_kind(without_genitive(self.reading.tokens.slice(first, last))):
                return (first, last)
        return None

    def _organisation(self, mention: Mention) -> Entity:
        concept = mention.concept or "organisation"
        if mention.name and not (mention.territory and concept not in SPECIFIC_GENERIC):
            name = self._description(mention)
            return self._entity(name, "organisation", f"name:{fold_key(mention.name)}", mention)
        territory = mention.territory
        name = self._description(mention)
        if territory is None:
            for known in reversed(self._entities[-RECENT_ENTITIES:]):
                if (
                    known.kind == "organisation"
                    and concept in (known.concept or "")
                    and same_head(name, known.name)
                ):
                    return known
            found = self._institution(concept, mention)
            if found is not None:
                territory, name = found
        if territory is None and concept not in SPECIFIC_GENERIC and self._proper(mention):
            return self._entity(name, "organisation", f"name:{fold_key(name.partition('(')[0])}", mention)
        if territory is None:
            return self._unnamed(mention, kind="organisation")
        return self._entity(name, "organisation", f"org:{concept}:{territory}", mention)

    def _proper(self, mention: Mention) -> bool:
        """Whether an institution's words are a name of its own: two capitals or more inside a sentence."""
        reading = self.reading
        if reading.lexicon.pack.has("capitalised_nouns"):
            return False
        capitals = [
            k
            for k in range(mention.first, mention.last + 1)
            if reading.classes[k] & CAP and not reading.classes[k] & DET and k not in reading.sentence_openers
        ]
        return len(capitals) >= 2

    def _institution(self, concept: str, mention: Mention) -> tuple[str, str] | None:
        """The same institution named with its country elsewhere in the document."""
        if concept not in self._institutions:
            self._institutions[concept] = self._named_institution(concept)
        found = self._institutions[concept]
        return found if found is not None and same_head(self._description(mention), found[1]) else None

    def _named_institution(self, concept: str) -> tuple[str, str] | None:
        reading = self.reading
        lows = reading.tokens.lows
        for i in reading.with_rare(NAMING):
            hit = reading.lexicon.nouns.at(lows, i) if reading.traits[i] & NOUN else None
            if hit is None or hit[0].concept != concept:
                continue
            other = analyse(reading, *around(reading, i, hit[1] - 1))
            if other.territory is not None and other.concept == concept:
                return other.territory, self._description(other)
        return None

    def _role(self, mention: Mention) -> Entity:
        reading = self.reading
        for known in reversed(self._entities[-RECENT_ENTITIES:]):
            if (
                known.kind == "person"
                and known.concept == mention.concept
                and fits(known.territory, mention.territory)
            ):
                return known
        for concept, territory, first, last in reversed(self._heads):
            if concept == mention.concept and fits(territory, mention.territory) and first < mention.first:
                name = without_genitive(reading.tokens.slice(first, last))
                span = analyse(reading, first, last)
                full = self._full_name(span) if span.name_span else name
                entity = self._entity(full, "person", f"name:{fold_key(full)}", mention)
                entity.concept = concept
                return entity
        later = {
            self.reading.tokens.slice(first, last): (first, last)
            for concept, territory, first, last in self._heads
            if concept == mention.concept and fits(territory, mention.territory) and first > mention.last
        }
        if len(later) == 1 and not any(
            head[0] == mention.concept and head[2] < mention.first for head in self._heads
        ):
            run = next(iter(later.values()))
            found = analyse(reading, *run)
            if found.name_span is not None and not self._indefinite_group(mention):
                return self._named(found, Phrase(run, run))
        said = reading.tokens.slice(mention.first, mention.last)
        if mention.territory is not None and is_state_office(said, reading.lexicon.code):
            name = self._description(mention)
            return self._entity(name, "role", f"role:{mention.concept}:{mention.territory}", mention)
        return self._unnamed(mention, kind="role")

    def _indefinite_group(self, mention: Mention) -> bool:
        """ "One of the ministers" may be any of them."""
        return bool(self.reading.classes[mention.first] & (VAGUE | NUMBER))

    def _pronoun(self, mention: Mention) -> Entity | None:
        reading = self.reading
        low = reading.tokens.lows[mention.first]
        lexicon = reading.lexicon
        bits = reading.classes[mention.first]
        if bits & FIRST or (bits & GENERIC and not behind_speech(reading, mention.first)):
            return None
        if bits & GENERIC:
            return self._unnamed(mention)
        wanted: tuple[str, ...] = ("person", "name", "role")
        gender: str | None = None
        table = lexicon.pronoun_genders
        roles = table.get(low, frozenset())
        if roles == {"masculine"}:
            gender = "m"
        elif roles == {"feminine"}:
            gender = "f"
        if roles and not roles & {"masculine", "feminine"}:
            wanted = (
                ("group", "organisation", "outlet", "state", "document")
                if "plural" in roles
                else ("organisation", "outlet", "document", "state", "name")
            )
        candidates = [
            known
            for known in self._entities[-RECENT_ENTITIES:]
            if known.kind in wanted
            and mention.first - known.last < FARTHEST_ANTECEDENT_TOKENS
            and (gender is None or known.gender in (None, gender))
        ]
        best = max(candidates, key=lambda known: known.last, default=None)
        if "person" in wanted:
            run = latest_person(reading, self._runs_before(mention.first), mention.first, gender)
            if run is not None and (best is None or nearer(reading, run, best)):
                found = analyse(reading, *run)
                if found.name_span is not None:
                    return self._named(found, Phrase(run, run))
        if best is not None:
            return best
        if "plural" in roles and "masculine" not in roles and "feminine" not in roles:
            several = plural_subject(reading, mention.first)
            span = (several.first, several.last) if several is not None else (0, 0)
            if several is not None:
                return self._resolve(several, Phrase(span, span))
            return self._unnamed(mention) if low in lexicon.governed else None
        return self._unnamed(mention)

    def _dropped(self, mention: Mention) -> Entity | None:
        """Who a verb without a subject means (see `antecedents`)."""
        reading, token = self.reading, mention.first
        best = last_speaker(reading, self._entities[-RECENT_ENTITIES:], token)
        if reading.dropped[token] == "plural":
            return best  # a generic "they" is nobody
        rivals = {
            run: entity
            for run in runs_since(reading, self._runs_before(token), best, token)
            if (entity := self._person(run)) is not None and could_mean(reading, entity, token, best)
        }
        if not rivals:
            return best or unstated(reading, token)
        chosen = None if best is not None else only_subject(reading, rivals)
        if chosen is None:
            return unstated(reading, token)
        rivals[chosen].span = chosen
        return rivals[chosen]

    def _person(self, run: tuple[int, int]) -> Entity | None:
        """The person whom a run of capitals names, if it does."""
        found = analyse(self.reading, *run)
        return (
            self._named(found, Phrase(run, run))
            if found.kind == "person" and found.name_span is not None
            else None
        )

    def _runs_before(self, token: int) -> list[tuple[int, int]]:
        """The last runs of capitals that end before a token, nearest first (at most `RECENT_ENTITIES`)."""
        k = bisect_left(self._runs, (token, token))
        return [run for run in reversed(self._runs[max(0, k - RECENT_ENTITIES) : k]) if run[1] < token]

    def _gender(self, name: str) -> str | None:
        lexicon, parts = self.reading.lexicon, name.lower().split()
        if not parts:
            return None
        if parts[0] in lexicon.feminine_given:
            return "f"
        if parts[0] in lexicon.masculine_given:
            return "m"
        return "f" if lexicon.is_feminine(parts) else None

    def _description(self, mention: Mention) -> str:
        reading = self.reading
        first = mention.first
        while first < mention.last and reading.classes[first] & DET and not reading.classes[first] & GENERIC:
            first += 1
        inner = range(first + 1, mention.last + 1)
        last = next((k - 1 for k in inner if is_gerund(reading, k)), mention.last)
        return without_genitive(reading.tokens.slice(first, last))

    def _unnamed(self, mention: Mention, *, kind: str | None = None) -> Entity:
        words = self._description(mention)
        name = UNSTATED if mention.kind in ("pronoun", "relative") else f"unnamed: {words}"
        source_id = f"unnamed:{self.reading.document.id}:{fold_key(words) or words.lower()}"
        return self._entity(
            name,
            kind or ("group" if mention.kind in ("group", "unknown") else mention.kind),
            source_id,
            mention,
        )
