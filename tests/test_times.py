"""Durations and service hours: what is read, what is refused, and how both languages say it."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handbook_gen.core.model.times import DayHours, Duration, Hours, Span, duration, gap, hours
from handbook_gen.core.model.types import Language
from handbook_gen.sources import words

UNITS = ("min", "h", "d", "wd", "w", "mo", "y")
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@st.composite
def spans(draw: st.DrawFn) -> str:
    edges = draw(
        st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True).filter(lambda e: len(e) % 2 == 0)
    )
    edges.sort()
    pairs = [f"{clock(a)}-{clock(b)}" for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return ",".join(draw(st.permutations(pairs)))


DAY_LISTS = st.lists(
    st.sampled_from([*DAYS, "PH", "SH", "Mo-Fr", "Sa-Mo", "Fr-Su"]), min_size=1, max_size=3
).map(",".join)
RULES = st.tuples(DAY_LISTS, st.just("off") | spans()).map(" ".join)
HOURS = st.lists(RULES, min_size=1, max_size=3).map("; ".join) | spans() | st.just("24/7")


@given(st.integers(1, 9999), st.sampled_from(UNITS))
def test_a_duration_reads_back_as_it_is_written(amount: int, unit: str) -> None:
    assert duration(str(Duration(amount, unit))) == Duration(amount, unit)


@given(st.text() | st.from_regex(r"\A[0-9 ]{0,3}(min|h|d|wd|w|mo|y|s|H)?\Z"))
def test_what_is_read_as_a_duration_is_what_was_written(text: str) -> None:
    read = duration(text)

    assert read is None or str(read) == text


@pytest.mark.parametrize(
    "text", ["", "1", "h", "0h", "01h", "-1h", "1.5h", "1 h", "1H", "1h30min", "10000h", "1h\n", "١h"]
)
def test_what_is_no_duration(text: str) -> None:
    assert duration(text) is None


LENGTHS = st.builds(Duration, st.integers(1, 9999), st.sampled_from(UNITS))
DATES = st.dates(max_value=date(9000, 1, 1))


@given(LENGTHS, st.dates(), st.dates())
def test_what_begins_later_ends_no_earlier(length: Duration, one: date, other: date) -> None:
    early, late = sorted((one, other))

    assert early <= length.after(early) <= length.after(late)


@given(st.integers(1, 800), DATES)
def test_a_length_in_parts_is_as_long(amount: int, day: date) -> None:
    week, year = Duration(amount, "w"), Duration(min(amount, 90), "y")

    assert (Duration(amount, "d").after(day) - day).days == amount
    assert week.after(day) == Duration(amount * 7, "d").after(day)
    assert year.after(day) == Duration(year.amount * 12, "mo").after(day)


@given(st.integers(1, 800), DATES)
def test_working_days_are_counted_one_by_one(amount: int, day: date) -> None:
    end = Duration(amount, "wd").after(day)
    passed = (date.fromordinal(each) for each in range(day.toordinal() + 1, end.toordinal() + 1))

    assert end.weekday() < 5
    assert sum(each.weekday() < 5 for each in passed) == amount


@pytest.mark.parametrize(
    ("length", "start", "end"),
    [
        ("1mo", date(2027, 1, 31), date(2027, 2, 28)),
        ("1y", date(2028, 2, 29), date(2029, 2, 28)),
        ("90min", date(2027, 3, 1), date(2027, 3, 1)),
        ("9999y", date(2027, 3, 1), date.max),
        ("1d", date.max, date.max),
    ],
)
def test_where_a_length_ends(length: str, start: date, end: date) -> None:
    read = duration(length)

    assert read
    assert read.after(start) == end


@given(HOURS)
def test_hours_give_a_week_of_spans_in_order_inside_the_day(text: str) -> None:
    read = hours(text)
    assert read, text

    for day in read.week():
        assert all(0 <= span.start < span.end <= 1440 for span in day)
        assert all(one.end <= other.start for one, other in pairwise(day))


@given(HOURS)
def test_hours_read_back_as_they_are_written(text: str) -> None:
    read = hours(text)

    assert read
    assert hours(read.text) == read
    assert hours(f"  {text.replace(' ', '   ')} ") == read


@given(st.text() | st.text("MoTuPHoff0123456789:-;, /", max_size=20))
def test_any_text_is_hours_or_none(text: str) -> None:
    read = hours(text)

    assert read is None or read.text == " ".join(text.split())


@given(HOURS, HOURS)
def test_a_later_rule_overrides_an_earlier_one(early: str, late: str) -> None:
    assume("24/7" not in (early, late))
    both, last = hours(f"{early}; {late}"), hours(late)

    assert both
    assert last
    named = {day for rule in last.rules for day in rule.days}
    assert all(both.week()[day] == last.week()[day] for day in named)


def minutes(read: Hours) -> set[tuple[str, int]]:
    """Give every minute of the week in which somebody is there."""
    return {
        (day, minute)
        for day, spans in zip(DAYS, read.week(), strict=True)
        for span in spans
        for minute in range(span.start, span.end)
    }


@given(HOURS, HOURS)
def test_a_gap_is_the_first_time_that_is_asked_and_not_given(one: str, other: str) -> None:
    asked, given_ = hours(one), hours(other)
    assert asked
    assert given_
    found = gap(asked, given_)
    left = sorted(minutes(asked) - minutes(given_), key=lambda each: (DAYS.index(each[0]), each[1]))

    if left:
        assert found
        assert (found.day, found.span.start) == left[0]
        assert {(found.day, each) for each in range(found.span.start, found.span.end)} <= set(left)
        assert (found.day, found.span.end) not in left
    else:
        assert found is None or found.day in ("PH", "SH")


@given(HOURS)
def test_hours_cover_themselves_and_are_covered_by_always(text: str) -> None:
    read, always = hours(text), hours("24/7")
    assert read
    assert always

    assert gap(read, read) is None
    assert gap(read, always) is None


@pytest.mark.parametrize(
    ("asked", "given_", "day"),
    [
        ("24/7", "Mo-Su 00:00-24:00", None),
        ("24/7", "Mo-Su 00:00-24:00; PH off", "PH"),
        ("24/7", "Mo-Su 00:00-24:00; PH off; PH 00:00-24:00", None),
        ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00; PH off", None),
        ("Mo-Fr 09:00-17:00; PH off", "Mo-Fr 09:00-17:00", None),
        ("Mo,SH 09:00-17:00", "Mo 09:00-12:00,12:00-17:00; PH,SH 10:00-17:00", "SH"),
    ],
)
def test_holidays_count_where_both_speak_of_them(asked: str, given_: str, day: str | None) -> None:
    one, other = hours(asked), hours(given_)
    assert one
    assert other
    found = gap(one, other)

    assert (found.day if found else None) == day


def test_what_hours_mean() -> None:
    read = hours("Mo-Fr 08:30-17:00; Sa 10:00-12:00, 13:00-24:00; Su,PH off")

    assert read
    assert read.rules[0] == DayHours((0, 1, 2, 3, 4), (Span(510, 1020),))
    assert read.rules[1] == DayHours((5,), (Span(600, 720), Span(780, 1440)))
    assert read.rules[2] == DayHours((6,), (), holidays=("PH",))
    assert not read.always


def test_always_is_every_day_and_holidays() -> None:
    read = hours("24/7")

    assert read
    assert read.always
    assert read.week() == ((Span(0, 1440),),) * 7
    assert read.rules[0].holidays


def test_days_can_go_round_the_weekend() -> None:
    read = hours("Sa-Mo 10:00-12:00")

    assert read
    assert read.rules[0].days == (0, 5, 6)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            ";",
            "off;",
            "9-5",
            "Mo-Fr",
            "Mo 8:30-17:00",
            "Mo 17:00-08:30",
            "Mo 08:00-08:00",
            "Mo 00:00-24:01",
        ),
        *("Mo 25:00-26:00", "mo 08:00-17:00", "Ma 08:00-17:00", "Mo 08:00-17:00;", "Mo 08:00-17:00; 24/7"),
        *("24/7; PH off", "Mo 08.00-17.00", "Mo 08:00–17:00", "Mo- 08:00-17:00", "Mo,, Tu off", "Jan Mo off"),
        *(
            "Mo 08:60-09:00",
            "Mo 08:00-12:00-13:00",
            "Mo 08:00-12:00, 11:00-17:00",
            "Mo 08:00-09:00,08:00-09:00",
        ),
    ],
)
def test_what_are_no_hours(text: str) -> None:
    assert hours(text) is None


def say_hours(language: Language, text: str) -> str:
    read = hours(text)
    assert read
    return words(language).hours(read)


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("24/7", "dag en nacht, alle dagen", "day and night, every day"),
        ("Mo-Fr 08:30-17:00", "maandag t/m vrijdag 8.30–17.00 uur", "Monday to Friday 8:30–17:00"),
        ("Sa 10:00-14:00", "zaterdag 10.00–14.00 uur", "Saturday 10:00–14:00"),
        (
            "Mo,We-Fr 09:00-12:00",
            "maandag en woensdag t/m vrijdag 9.00–12.00 uur",
            "Monday and Wednesday to Friday 9:00–12:00",
        ),
        (
            "Mo 09:00-12:00,13:00-24:00; PH off",
            "maandag 9.00–12.00 en 13.00–24.00 uur; feestdagen niet",
            "Monday 9:00–12:00 and 13:00–24:00; not on public holidays",
        ),
        (
            "Mo-Fr 08:00-16:00; PH,SH off",
            "maandag t/m vrijdag 8.00–16.00 uur; feestdagen en schoolvakanties niet",
            "Monday to Friday 8:00–16:00; not on public holidays and school holidays",
        ),
        (
            "Su,PH 11:05-12:00",
            "zondag en feestdagen 11.05–12.00 uur",
            "Sunday and public holidays 11:05–12:00",
        ),
    ],
)
def test_hours_in_both_languages(text: str, dutch: str, english: str) -> None:
    assert say_hours("nl", text) == dutch
    assert say_hours("en", text) == english


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("1min", "1 minuut", "1 minute"),
        ("30min", "30 minuten", "30 minutes"),
        ("1h", "1 uur", "1 hour"),
        ("2h", "2 uur", "2 hours"),
        ("1d", "1 dag", "1 day"),
        ("14d", "14 dagen", "14 days"),
        ("1wd", "1 werkdag", "1 working day"),
        ("2wd", "2 werkdagen", "2 working days"),
        ("1w", "1 week", "1 week"),
        ("2w", "2 weken", "2 weeks"),
        ("1mo", "1 maand", "1 month"),
        ("3mo", "3 maanden", "3 months"),
        ("1y", "1 jaar", "1 year"),
        ("2y", "2 jaar", "2 years"),
    ],
)
def test_durations_in_both_languages(text: str, dutch: str, english: str) -> None:
    read = duration(text)

    assert read
    assert words("nl").duration(read) == dutch
    assert words("en").duration(read) == english


@given(HOURS, st.sampled_from(["nl", "en"]))
def test_all_hours_can_be_said(text: str, language: Language) -> None:
    assert say_hours(language, text)


def test_a_date_in_both_languages() -> None:
    assert words("nl").date(date(2027, 3, 1)) == "1 maart 2027"
    assert words("en").date(date(2027, 3, 1)) == "1 March 2027"
