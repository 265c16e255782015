"""What several rooms' tests start from. Nothing here is specific to one room."""

import os
from pathlib import Path

import hypothesis
import pytest

from hrkg.settings import Settings
from tests.corpora import ROOT

# The suite does the same cases each time, so that a change is judged by itself; HYPOTHESIS_PROFILE=default draws more.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of the repository, with a store of its own."""
    return Settings(share=ROOT, store=tmp_path / "var")


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A file of three posts with invented people, in the layout of an archive page."""
    path = tmp_path / "posts.txt"
    path.write_text(THREE_POSTS, encoding="utf-8")
    return path


THREE_POSTS = """Five organisations call on Belarus to free Alena Marchanka

March 5, 2021

In a joint statement published on 4 March 2021, five organisations call on the authorities of Belarus to release
journalist Alena Marchanka, who was arrested on 12 January 2021 in Minsk and charged with "incitement".

Signatories:

• Amnesty International
• Committee to Protect Journalists (CPJ)
• Harbour Press Guild, Poland
• International Federation for Human Rights (FIDH), within the framework of the Observatory
• PEN Norway

Lawyer Tomás Iriarte wins the Lantern Prize

June 2, 2019

The 2019 Lantern Prize goes to Tomás Iriarte, a lawyer from Peru, who received it in Geneva on 1 June 2019.

A film on rivers

April 1, 2018

A documentary follows three rivers from their springs to the sea.
"""
