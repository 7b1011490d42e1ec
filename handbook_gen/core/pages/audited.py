"""What `make audit` found; written by it, never by hand."""

from datetime import date

from handbook_gen.core.pages.tested import Accepted, Tested, Tool

TESTED: Tested | None = Tested(
    day=date(2026, 11, 22),
    version="0.1.0",
    theme="9.8.1",
    browser="156.0.8078.79",
    kinds=42,
    tools=(
        Tool("axe-core", "4.12.1", "wcag", 356, 0),
        Tool("accessibility-checker", "4.0.34", "rules", 356, 456),
        Tool("Nu Html Checker", "26.9.27 (c6ba02c)", "html", 83, 104),
    ),
    tests=("keyboard", "escape", "zoom", "spacing", "motion", "letters"),
    accepted=(
        Accepted(
            "accessibility-checker",
            "fieldset_legend_valid:",
            {
                "nl": "De groep filters bij het zoeken heeft een opschrift. Het is onzichtbaar voor het oog, en dat herkent dit programma niet.",  # noqa: E501
                "en": "The group of filters of the search has a legend. The eye does not see it, and this program does not recognise that.",  # noqa: E501
            },
        ),
    ),
)
