"""Safe text: what is allowed works, everything else is shown as it was typed, mentions are found."""

from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from handbook_gen.core import text
from tests.parsed import Parsed, dangers
from tests.probes import DANGEROUS, PROBES

TAGS: Final = {"p", "em", "strong", "code", "a", "ul", "ol", "li", "br"}
"""All that a text may become."""


def linked(target: str) -> Markup:
    return Markup('<a href="../{}">{}</a>').format("x", target)


def html(words: str) -> str:
    return str(text.html(words, linked))


def strange(words: str) -> list[str]:
    """Name what a text became that no text may become."""
    parsed = Parsed(html(words))
    tags = [tag for tag, _ in parsed.elements if tag not in TAGS]
    allowed = {"a": {"href", "rel"}, "ol": {"start"}}
    attributes = [
        name for tag, given in parsed.elements for name in given if name not in allowed.get(tag, set())
    ]
    return tags + attributes + dangers(html(words))


@pytest.mark.parametrize("probe", PROBES, ids=repr)
def test_no_probe_comes_to_life_in_a_text(probe: str) -> None:
    assert strange(probe) == []
    assert strange(f"a {probe} b") == []
    assert strange(f"- {probe}\n\n1. *{probe}*") == []


@given(DANGEROUS | st.text())
def test_nothing_comes_to_life_whatever_the_text(words: str) -> None:
    assert strange(words) == []


@given(DANGEROUS | st.text())
@example("- a\n- b")
@example("a *b*")
@example("a\n\nb &amp; <c>")
def test_the_plain_words_of_a_text_are_those_that_a_browser_shows(words: str) -> None:
    whole = text.html(words, linked)

    assert text.plain(whole) == " ".join(Parsed(str(whole)).words.split())


@given(
    st.text(
        st.characters(
            exclude_characters="*_`[]<>\\~\n\r&#-+", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]
        ),
        min_size=1,
    )
)
def test_plain_words_are_shown_as_they_are(words: str) -> None:
    assert Parsed(html(f"a{words}")).words.strip() == f"a{words}"


@pytest.mark.parametrize(
    "probe", ["<b>x</b>", "5 < 6 & 7 > 2", "&amp;", "![a](b)", "# a", "> a", "a | b", "{{ x }}", "~~a~~"]
)
def test_what_is_not_allowed_is_shown_as_it_was_typed(probe: str) -> None:
    assert Parsed(html(f"{probe}")).words.strip() == probe


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        ("a", "<p>a</p>"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        ("*a* _b_", "<p><em>a</em> <em>b</em></p>"),
        ("**a** __b__", "<p><strong>a</strong> <strong>b</strong></p>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        (r"\*a\*", "<p>*a*</p>"),
        ("snake_case_word", "<p>snake_case_word</p>"),
    ],
)
def test_what_is_allowed_works(words: str, becomes: str) -> None:
    assert html(words).strip() == becomes
    assert text.unsupported(words) == ()


@pytest.mark.parametrize(
    "url", ["https://a.example/b?c=d&e=f#g", "http://a.example", "mailto:hr@a.example", "tel:+31205550100"]
)
def test_links_with_a_safe_scheme_work(url: str) -> None:
    (_, attributes), *others = [e for e in Parsed(html(f"Read [*this*]({url}) now.")).elements if e[0] == "a"]

    assert attributes["href"] == url
    assert others == []
    assert text.unsupported(f"[this]({url})") == ()


def test_a_mention_becomes_what_it_is_told_to_be() -> None:
    assert html("See [[DISC-01]].") == '<p>See <a href="../x">DISC-01</a>.</p>\n'
    assert html("**[[a]]** `[[b]]`") == '<p><strong><a href="../x">a</a></strong> <code>[[b]]</code></p>\n'
    assert text.plain(text.html("See *the* [[DISC-01]].", linked)) == "See the DISC-01."


@pytest.mark.parametrize("target", ["<b>", "a & b", "&amp;", '"x"', "term:a", "{{ x }}", "*a*", "é 😀"])
def test_a_target_arrives_as_it_was_typed(target: str) -> None:
    given_: list[str] = []

    def noted(told: str) -> Markup:
        given_.append(told)
        return Markup("")

    text.html(f"a [[{target}]]", noted)
    assert given_ == [target]
    assert [mention.target for mention in text.mentions(f"a [[{target}]]")] == [target]


@given(DANGEROUS)
@example("```\n[[nobody]]")
@example("~~~\n[[nobody]]\n~~~")
@example("``` a`b\n[[nobody]]\n```")
@example("a\n\n    `\n\n[[nobody]] `")
@example("- `\n\n[[nobody]] `")
@example("\\`[[nobody]]\\`")
@example("[[[nobody]]]")
@example("`[[nobody]]")
def test_mentions_are_found_where_they_are_rendered(words: str) -> None:
    """The linker must not miss what readers would click on."""
    rendered: list[str] = []
    typed = words.replace("\x02", "").replace("\x03", "").strip()

    def noted(target: str) -> Markup:
        rendered.append(target)
        return Markup("")

    text.html(typed, noted)
    assert set(rendered) == set(text.mentioned(typed))


@given(DANGEROUS)
def test_a_mention_stands_where_it_says(words: str) -> None:
    for mention in text.mentions(words):
        assert words[mention.start : mention.end] == f"[[{mention.target}]]"


@given(DANGEROUS)
def test_leaving_code_out_keeps_every_offset(words: str) -> None:
    assert len(text.without_code(words)) == len(words)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("# a", 1),
        ("a <b>c</b>", 1),
        ("<div>\na\n</div>", 1),
        ("![a](https://b.example/c.png)", 1),
        ("> a", 1),
        ("```\na\n```", 1),
        ("a\n\n    b", 1),
        ("a\n\n---\n\nb", 1),
        ("| a |\n|---|\n| b |", 1),
        ("~~a~~", 1),
        ("[a](javascript:b)", 1),
        ("[a](../b/)", 1),
        ("<https://a.example>", 1),
        ("# a\n\n> b\n\n# c", 2),
        ("`<b>` and 5 > 3", 0),
        ("[[DISC-01]] and [a](https://b.example)", 0),
        ("a - b # c > d | e", 0),
        ("a\n===", 1),
        ("[a]: https://b.example\n\n[a]", 1),
        ("[a][b]\n\n[b]: https://c.example", 1),
        ("&copy; 2027", 1),
    ],
)
def test_what_is_shown_as_typed_is_named(words: str, names: int) -> None:
    assert len(text.unsupported(words)) == names


@given(DANGEROUS | st.text())
def test_naming_what_is_shown_as_typed_never_raises(words: str) -> None:
    assert all(text.unsupported(words))


@given(DANGEROUS)
@example("\x02\n- \x03")
def test_taking_the_paragraph_away_keeps_the_words(words: str) -> None:
    whole = text.html(words, linked)

    assert Parsed(str(text.unwrapped(whole))).words.strip() == Parsed(str(whole)).words.strip()
    assert dangers(text.unwrapped(whole)) == []
