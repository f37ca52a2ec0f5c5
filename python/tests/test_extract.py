"""Articles: texts in, dataclasses out."""

import dataclasses
import datetime
import pickle
import threading

import pytest
from conftest import RAIN

import onrecord


def test_an_article_is_dataclasses():
    article = onrecord.extract(RAIN, id="rain", published="2017-07-31", publisher="The Post")
    said = article.statements[0]
    assert (article.id, article.publisher, article.published) == ("rain", "The Post", datetime.date(2017, 7, 31))
    assert (said.text, said.kind, said.asserted) == ("“It will rain,”", "direct", True)
    assert said.when == onrecord.StatementDate(datetime.date(2017, 7, 30), datetime.date(2017, 7, 30), "stated")
    assert article.speaker(said.speaker).country == "US"
    assert dataclasses.asdict(said)["why"]["speaker"]


def test_offsets_are_characters_as_python_counts_them():
    text = "Überall Regen 🌧. " * 9 + RAIN
    said = onrecord.extract(text).statements[-1]
    assert said.spans[0].of(text) == said.text
    assert text[said.mention.start : said.mention.end] == said.mention.text
    in_bytes = onrecord.extract(text, offsets="bytes").statements[-1].spans[0]
    assert text.encode()[in_bytes.start : in_bytes.end].decode() == said.text
    with pytest.raises(ValueError, match="characters or bytes"):
        onrecord.extract(text, offsets="words")


def test_front_matter_takes_precedence():
    article = onrecord.extract(f'+++\ntitle = "Rain"\n+++\n{RAIN}', title="Sun", publisher="The Post")
    assert (article.title, article.publisher) == ("Rain", "The Post")


def test_an_unknown_day_is_relative():
    when = onrecord.extract(RAIN).statements[0].when
    assert isinstance(when.from_, int) and when.from_ <= 0


def test_what_is_missing_is_a_warning():
    assert "day of publication" in onrecord.extract(RAIN).warnings[0].message


def test_a_day_that_is_none_is_an_error():
    with pytest.raises(onrecord.OnrecordError, match="2017-31-07"):
        onrecord.extract(RAIN, published="2017-31-07")


def test_a_batch_is_in_order_and_the_same():
    texts = [f"“It will rain {n} times today,” said Nikki Haley." for n in range(600)]
    batch = onrecord.extract_batch(texts, threads=2)
    assert [article.id for article in batch] == [f"article-{n}" for n in range(1, 601)]
    assert batch[41] == onrecord.extract(texts[41], id="article-42")
    assert onrecord.extract_batch([]) == []
    with pytest.raises(TypeError, match="no `body`"):
        onrecord.extract_batch([{"body": "Rain."}])


def test_other_threads_run_during_a_batch():
    done, counted = threading.Event(), 0

    def batch():
        onrecord.extract_batch([RAIN * 40] * 60, threads=1)
        done.set()

    thread = threading.Thread(target=batch)
    thread.start()
    while not done.is_set():
        counted += 1
    thread.join()
    assert counted > 1000


def test_an_article_is_pickled_and_is_the_commands_json():
    article = onrecord.extract(RAIN, id="rain")
    assert pickle.loads(pickle.dumps(article)) == article
    json = article.to_json()
    assert (json["schema"], json["article"]["id"], json["text"]) == (1, "rain", RAIN)


def test_a_page_is_its_story():
    story = f"<p>{RAIN} She spoke of it at length, and of what the Council had done before.</p>" * 5
    html = f"""<html lang="en"><head><title>Rain</title><meta charset="windows-1252">
    <meta property="article:published_time" content="2017-07-31T08:00:00Z"></head>
    <body><nav>Home</nav><article><h1>Rain</h1>{story}</article></body></html>"""
    page = onrecord.read_page(html, "https://example.org/rain")
    assert (page.title, page.published, page.url) == ("Rain", datetime.date(2017, 7, 31), "https://example.org/rain")
    assert "It will rain" in page.text and "Home" not in page.text
    assert onrecord.read_page(html.encode("windows-1252"), "https://example.org/rain") == page
    with pytest.raises(onrecord.OnrecordError, match="no story was found"):
        onrecord.read_page("<p>")


def test_files_that_cannot_be_read_are_named(tmp_path):
    (tmp_path / "rain.txt").write_text(RAIN)
    (tmp_path / "broken.json").write_text("{")
    articles, failures = onrecord.read_files(tmp_path, published="2017-07-31")
    assert [article.id for article in articles] == ["rain"]
    assert [name.rsplit("/")[-1] for name, _ in failures] == ["broken.json"]
