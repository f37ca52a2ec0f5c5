#!/usr/bin/env python3
"""Writes the documents beside this file: make.py, with python-docx, reportlab, weasyprint, fpdf2, pandoc, and, where they
are installed, LibreOffice and Chromium. Which of them wrote what is in README.md."""

import datetime
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
DAY = datetime.datetime(2026, 3, 5, 9, 30)
TITLE = "Fisheries minister closes the northern grounds for a season"
LEAD = (
    "HALVOR — The Ministry of Fisheries will close the northern grounds to trawlers from the first of April until the end of "
    "September, after its surveyors found the smallest stock of young cod in twenty-two years of counting."
)
QUOTE = (
    "“We have counted every haul of the winter, and the young fish are not there,” said Maren Oltedal, the minister of "
    "fisheries, at a press conference in the old customs house on Thursday."
)
MIDDLE = (
    "The closure covers the waters between the lighthouse at Skarv and the Bell Rocks. Boats of less than nine metres may go on "
    "fishing with hand lines, and crews that lose their season will be paid two thirds of what they landed last year."
)
ITEMS = ["Trawlers stay in port for six months.", "Hand lines are allowed in all waters.", "The stock is counted again in August."]
SECOND = (
    "“Nobody asked the crews, and nobody will feed them,” said Jonas Brekke, who heads the union of trawlermen. He called for a "
    "well-funded survey by people who do not work for the ministry, and said that his members would go to court."
)
END = (
    "The ministry said that it had spoken with the unions twice since January. A similar closure in 2009 lasted two seasons, "
    "and the stock recovered within five years of its end."
)
FURNITURE = "Ministry of Fisheries · Press release 14/2026"
BODY = [LEAD, QUOTE, MIDDLE, SECOND, END]


def python_docx():
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    file = docx.Document()
    section = file.sections[0]
    section.header.paragraphs[0].text = FURNITURE
    foot = section.footer.paragraphs[0].add_run("Page ")
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            part.text = text
        else:
            part.set(qn("w:fldCharType"), kind)
        foot._r.append(part)
    file.add_paragraph("PRESS RELEASE")
    file.add_heading(TITLE, 0)
    file.add_paragraph("By Ida Solheim")
    file.add_paragraph(LEAD)
    file.add_paragraph(QUOTE)
    file.add_heading("What is closed", 2)
    file.add_paragraph(MIDDLE)
    for item in ITEMS:
        file.add_paragraph(item, style="List Bullet")
    file.add_paragraph(SECOND)
    file.add_paragraph(END)
    about = file.core_properties
    about.title, about.author, about.created, about.modified = TITLE, "python", DAY, DAY
    about.language = "en-GB"
    file.save(HERE / "python-docx.docx")


def pandoc(folder):
    text = f"---\ntitle: {TITLE}\nauthor: Ida Solheim\ndate: 5 March 2026\nlang: en-GB\n---\n\n{LEAD}\n\n{QUOTE}\n\n## What is closed\n\n"
    text += f"{MIDDLE}\n\n" + "".join(f"- {item}\n" for item in ITEMS) + f"\n> The sea does not wait for us.\n\n{SECOND}[^1]\n\n{END}\n\n[^1]: A note."
    (folder / "pandoc.md").write_text(text)
    program = shutil.which("pandoc")
    if not program:
        import pypandoc

        program = pypandoc.get_pandoc_path()
    subprocess.run([program, "pandoc.md", "-o", HERE / "pandoc.docx"], cwd=folder, check=True)


def reportlab():
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate, Paragraph, Spacer

    width, height = A4
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12, alignment=TA_JUSTIFY, spaceAfter=6,
                          embeddedHyphenation=1, hyphenationLang="en_GB")
    head = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=20, leading=23, spaceAfter=8)
    small = ParagraphStyle("small", fontName="Helvetica", fontSize=9, leading=11, spaceAfter=8)

    def furniture(canvas, file):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, height - 30, FURNITURE)
        canvas.drawRightString(width - 50, 25, f"Page {file.page} of 2")

    file = BaseDocTemplate(str(HERE / "reportlab.pdf"), pagesize=A4, title=TITLE, author="Ida Solheim", invariant=1)
    gap, side = 18, (width - 100 - 18) / 2
    top = Frame(50, height - 190, width - 100, 140, 0, 0, 0, 0)
    first = [top] + [Frame(50 + i * (side + gap), 60, side, height - 260, 0, 0, 0, 0) for i in (0, 1)]
    later = [Frame(50 + i * (side + gap), 60, side, height - 120, 0, 0, 0, 0) for i in (0, 1)]
    file.addPageTemplates([PageTemplate("first", first, onPage=furniture), PageTemplate("later", later, onPage=furniture)])
    from reportlab.platypus import FrameBreak

    story = [NextPageTemplate("later"), Paragraph("PRESS RELEASE", small), Paragraph(TITLE, head),
             Paragraph("5 March 2026 | By Ida Solheim", small), FrameBreak()]
    for at, text in enumerate(BODY * 4):
        # Each paragraph is told apart by its number.
        story.append(Paragraph(f"{text} That is statement {at + 1} of this release.", body))
    file.build(story)


def weasyprint():
    import weasyprint

    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    html = f"""<html lang="en-GB"><head><title>{TITLE}</title><meta name="author" content="Ida Solheim">
<meta name="dcterms.created" content="2026-03-05T09:30:00Z"><style>@page {{ size: A5; @top-center {{ content: "{FURNITURE}";
font-size: 8pt }} @bottom-center {{ content: counter(page) " / " counter(pages); font-size: 8pt }} }} body {{ font: 11pt/1.4 serif;
hyphens: auto; text-align: justify }} h1 {{ font-size: 18pt; text-align: left }} h2 {{ font-size: 13pt }} p {{ margin: 0;
text-indent: 1.5em }}</style></head><body><h1>{TITLE}</h1><p>{LEAD}</p><p>{QUOTE}</p><h2>What is closed</h2><p>{MIDDLE}</p>
<ul>{items}</ul><p>{SECOND}</p><p>{END}</p></body></html>"""
    weasyprint.HTML(string=html).write_pdf(HERE / "weasyprint.pdf")


def without_text():
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(HERE / "scanned.pdf"), invariant=1)
    canvas.setTitle(TITLE)
    canvas.rect(50, 50, 300, 500, fill=1)
    canvas.save()


def encrypted():
    import fpdf

    for name, password in (("password.pdf", "a secret"), ("restricted.pdf", "")):
        file = fpdf.FPDF()
        file.set_creation_date(DAY.replace(tzinfo=datetime.timezone.utc))
        file.set_title(TITLE)
        file.set_encryption(owner_password="owner", user_password=password, permissions=fpdf.enums.AccessPermission.none())
        file.add_page()
        file.set_font("Helvetica", "B", 18)
        file.multi_cell(0, 9, TITLE, new_x="LMARGIN", new_y="NEXT")
        file.set_font("Helvetica", "", 11)
        for text in BODY:
            plain = text.replace("“", '"').replace("”", '"').replace("—", "-")
            file.multi_cell(0, 6, plain, new_x="LMARGIN", new_y="NEXT")
            file.ln(3)
        file.output(HERE / name)


PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE}</title><meta name="author" content="Ida Solheim">
</head><body><h1>{TITLE}</h1><p>5 March 2026</p><p>{LEAD}</p><p>{QUOTE}</p><h2>What is closed</h2><p>{MIDDLE}</p>
<ul>{"".join(f"<li>{item}</li>" for item in ITEMS)}</ul><p>{SECOND}</p><p>{END}</p></body></html>"""


def chromium(folder):
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        return print("there is no Chromium: chromium.pdf is as it was")
    (folder / "page.html").write_text(PAGE)
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--print-to-pdf={HERE / 'chromium.pdf'}"]
    subprocess.run([program, *flags, f"file://{folder / 'page.html'}"], check=True, capture_output=True)


def libreoffice(folder):
    program = shutil.which("soffice")
    if not program:
        return print("there is no LibreOffice: its documents are as they were")
    (folder / "libreoffice.html").write_text(PAGE)
    run = [program, "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    subprocess.run([*run, "--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", HERE,
                    folder / "libreoffice.html"], check=True, capture_output=True)
    subprocess.run([*run, "--convert-to", "pdf", "--outdir", folder, HERE / "python-docx.docx"], check=True, capture_output=True)
    shutil.move(folder / "python-docx.pdf", HERE / "libreoffice.pdf")


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        steps = {"python-docx": python_docx, "pandoc": lambda: pandoc(folder), "reportlab": reportlab, "weasyprint": weasyprint,
                 "scanned": without_text, "encrypted": encrypted, "chromium": lambda: chromium(folder),
                 "libreoffice": lambda: libreoffice(folder)}
        for name, step in steps.items():
            if not sys.argv[1:] or name in sys.argv[1:]:
                step()


if __name__ == "__main__":
    main()
