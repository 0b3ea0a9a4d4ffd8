"""The numbers of `weights.toml`, one record a section. A key that is missing or unknown is an error.

To add a section: write it in `weights.toml` with a comment that names its motivating example, add a record
here, and name it in `Settings`. Units stand in the keys: bytes, code_points, days, share (0..1), score
(0..1).
"""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of the sections."""


class Read(Section, frozen=True, kw_only=True):
    """Limits of `read`; all inclusive."""

    text_limit_bytes: int
    jsonl_line_limit_bytes: int
    long_line_code_points: int
    title_limit_code_points: int
    caption_limit_code_points: int
    pointer_limit_code_points: int


class Identify(Section, frozen=True, kw_only=True):
    """Limits of language identification."""

    sample_code_points: int
    minimum_letters: int
    confidence_floor_share: float
    unverified_floor_share: float
    word_weight_log: float
    letter_weight_log: float
    most_hits: int
    compared_words: int
    common_words_floor_share: float
    common_from_words: int


class Names(Section, frozen=True, kw_only=True):
    """When two names are one. Scores in 0..1, thresholds inclusive."""

    full_name_score: float
    single_token_score: float
    weakest_share: float
    other_given_name_score: float
    other_territory_score: float
    inflected_share: float
    middle_name_share: float
    acronym_score: float
    slip_score: float
    slip_letters: int
    another_letter_score: float
    initial_score: float
    turned_score: float
    aligned_score: float
    key_cap_names: int
    group_cap_pairs: int
    told_days: int


class Blocks(Section, frozen=True, kw_only=True):
    """Which items are compared: limits of blocks of items that share a key, and what two must share."""

    cap_items: int
    leaders: int
    hot_items: int
    least_weight: int
    share_permille: int
    window_days: int
    best_items: int


class LineageWeights(Section, frozen=True, kw_only=True):
    """When one document was made from another, and which. Shares and weights in 0..1, bounds inclusive."""

    blocks: Blocks
    abroad: Blocks
    credited_cap_documents: int
    same_event_cap_documents: int
    way_cap_documents: int
    copy_share: float
    rewrite_share: float
    aligned_sentences: int
    order_gain: float
    rewrite_coverage_share: float
    free_translation_share: float
    direction_weight: float
    residue_weight: float
    lost_lead_weight: float
    broken_weight: float
    respelt_weight: float


class Independent(Section, frozen=True, kw_only=True):
    """When two statements of reports of which neither was made from the other are one claim, as for `Claims`."""

    same_score: float
    same_figure: float
    same_small_figure: float
    other_figure: float
    figure_missing: float
    same_time: float
    other_time: float
    time_missing: float
    name: float
    state_name: float
    other_name: float
    name_missing: float
    sense: float
    sense_floor_share: float
    wording: float
    wording_floor_share: float
    rest_words_share: float
    echo_words_share: float
    fresh: float
    fresh_origin: float
    fresh_days: int
    stale: float
    stale_figure: float
    stale_days: int
    other_horizon: float


class Claims(Section, frozen=True, kw_only=True):
    """When two statements are one claim. Weights are summed to a score in 0..1, thresholds inclusive."""

    related_units: tuple[tuple[str, ...], ...]
    same_score: float
    echo_score: float
    denial_score: float
    contradiction_score: float
    rival_floor: float
    rival_ratio: float
    telling_figure: float
    same_figure: float
    same_small_figure: float
    overlapping_figure: float
    other_figure: float
    figure_missing: float
    same_time: float
    other_time: float
    concepts: float
    names: float
    wording: float
    words_floor_share: float
    same_words_share: float
    same_document_words_share: float
    fewest_words: int
    same_origin: float
    shared_voice: float
    aligned: float
    filled_share: float
    aligned_elsewhere: float
    derived: float
    both_negated: float
    sense: float
    same_sense_share: float
    aligned_alone_share: float
    sense_floor_share: float
    denial_same_document: float
    denial_event: float
    denial_near: float
    denial_topic_share: float
    independent: Independent
    blocks: Blocks


class Records(Section, frozen=True, kw_only=True):
    """When a source gets a letter other than F. Shares of resolved forecasts that came true, inclusive."""

    fewest_resolved: int
    a_share: float
    b_share: float
    c_share: float
    d_share: float


class Judgements(Section, frozen=True, kw_only=True):
    """When what a person judged is found again. Shares of code points in 0..1, inclusive."""

    same_place_share: float


class Learning(Section, frozen=True, kw_only=True):
    """What `whence learn` learns from. Shares in 0..1, bounds inclusive."""

    coverage_share: float
    longest_words: int
    fewest_sentences: int
    most_sentences: int


class Settings(Section, frozen=True, kw_only=True):
    """All sections of `weights.toml`."""

    read: Read
    identify: Identify
    names: Names
    lineage: LineageWeights
    claims: Claims
    records: Records
    judgements: Judgements
    learning: Learning


@cache
def settings() -> Settings:
    """The shipped numbers. Raises `msgspec.ValidationError` where file and records do not fit each other."""
    return msgspec.convert(tomllib.loads((files("whence") / "weights.toml").read_text("utf-8")), Settings)
