"""Ways in which a text can land in a public site: the path of a file, and its bytes with the text in it."""

from __future__ import annotations

import base64
import bz2
import gzip
import html
import io
import json
import lzma
import unicodedata
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import quote

import openpyxl
import pikepdf
from fontTools.fontBuilder import FontBuilder
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from weasyprint import HTML

if TYPE_CHECKING:
    from collections.abc import Callable


def plain_page(text: str) -> bytes:
    return f"<!doctype html>\n<title>x</title>\n<p>Contact: {text}, op maandag.</p>\n".encode()


def entities(text: str) -> bytes:
    codes = "".join(f"&#x{ord(char):x};" if index % 2 else f"&#{ord(char)};" for index, char in enumerate(text))
    return f'<!doctype html>\n<p title="Vraag het {codes}">x</p>'.encode()


def named_entities(text: str) -> bytes:
    return (
        f"<p>{html.escape(text).replace('ç', '&ccedil;').replace('Ç', '&Ccedil;').replace(' ', '&nbsp;')}</p>".encode()
    )


def between_tags(text: str) -> bytes:
    first, rest = text[:3], text[3:]
    return f"<p><b>{first}</b><!-- x -->{rest.replace(' ', '</i> <i>')}&shy;</p>".encode()


def in_cells(text: str) -> bytes:
    return f"<table><tr><td>{'</td><td>'.join(text.split())}</td></tr></table>".encode()


def comment(text: str) -> bytes:
    return f"<p>x</p><!-- voor {text} -->".encode()


def search_index(text: str) -> bytes:
    return json.dumps({"docs": [{"text": f"eerst\n{text}\ndaarna"}]}).encode()


def script(text: str) -> bytes:
    codes = "".join(f"\\x{ord(char):02x}" if ord(char) < 256 else char for char in text)
    return f'const vorige = {{naam: "{codes}"}};'.encode()


def script_in_page(text: str) -> bytes:
    data = json.dumps({"naam": text}).replace("<", "\\u003c")
    return f'<script type="application/json">{data}</script><div data-x="{html.escape(data)}"></div>'.encode()


def style(text: str) -> bytes:
    codes = "".join(f"\\{ord(char):06x}" for char in text)
    return f'p::after {{ content: "{codes}" }}'.encode()


def address(text: str) -> bytes:
    return f'<a href="https://example.org/?naam={quote(text)}&amp;x=1">x</a>'.encode()


def address_twice(text: str) -> bytes:
    return f"<a href='/ga?naar={quote(quote('/?naam=' + text))}'>x</a>".encode()


def data_url(text: str) -> bytes:
    packed = base64.b64encode(f"<svg><title>{text}</title></svg>".encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{packed}" alt="">'.encode()


def packed_data_url(text: str) -> bytes:
    packed = base64.b64encode(gzip.compress(text.encode())).decode()
    return f'<a href="data:application/gzip;base64,{quote(packed)}">x</a>'.encode()


def bare_base64(text: str) -> bytes:
    return f'{{"bestand": "{base64.b64encode(text.encode()).decode()}"}}'.encode()


def sitemap(text: str) -> bytes:
    return f"<urlset><url><loc>https://example.org/{quote(text.lower().replace(' ', '-'))}.html</loc></url></urlset>".encode()


def wide(text: str) -> bytes:
    return f"Lijst\r\n{text}\r\n".encode("utf-16")


def wide_without_mark(text: str) -> bytes:
    return f"Lijst met allerlei woorden\r\n{text}\r\n".encode("utf-16-be")


def western(text: str) -> bytes:
    return f"Lijst: {text}, café\r\n".encode("cp1252")


def decomposed(text: str) -> bytes:
    return unicodedata.normalize("NFD", f"Lijst: {text}").encode()


def without_accents(text: str) -> bytes:
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return f"mail {'.'.join(bare.lower().split())}@example.org".encode()


def over_lines(text: str) -> bytes:
    return text.replace(" ", "\n\t  ").encode()


def source_map(text: str) -> bytes:
    return json.dumps({"sourcesContent": [f"// {text}"]}, ensure_ascii=True).encode()


# Packed


def packed(text: str) -> bytes:
    return gzip.compress(plain_page(text))


def packed_name(text: str) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(f"{text}.txt", "wb", fileobj=out) as file:
        file.write(b"niets")
    return out.getvalue()


def zipped(text: str) -> bytes:
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", text)
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("b.zip", inner.getvalue())
    return outer.getvalue()


def zipped_name(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"map/{text}.txt", "niets")
    return out.getvalue()


def workbook(text: str) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active["B7"] = f"Ingevuld door {text}"
    book.save(out)
    return out.getvalue()


def workbook_data(text: str) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.properties.creator = text
    book.save(out)
    return out.getvalue()


def more_packed(text: str) -> bytes:
    return bz2.compress(lzma.compress(zlib.compress(text.encode())))


# PDF


def pdf(text: str) -> bytes:
    made: bytes = HTML(string=f"<p>Gesprek met {text} over de groep</p>").write_pdf()
    return made


def pdf_on_two_lines(text: str) -> bytes:
    page = f"<p style='width: 1cm; hyphens: manual'>{text.replace('kd', 'k&shy;d')}</p>"
    made: bytes = HTML(string=page).write_pdf()
    return made


def _with_page(content: bytes) -> pikepdf.Pdf:
    made = pikepdf.new()
    made.add_blank_page()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    font.Encoding = pikepdf.Name.WinAnsiEncoding
    made.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    made.pages[0].Contents = made.make_stream(content)
    return made


def _saved(made: pikepdf.Pdf, mode: pikepdf.ObjectStreamMode = pikepdf.ObjectStreamMode.disable) -> bytes:
    out = io.BytesIO()
    made.save(out, compress_streams=True, object_stream_mode=mode)
    return out.getvalue()


def pdf_text_in_pieces(text: str) -> bytes:
    pieces = b" -20 ".join(b"(" + char.encode("cp1252") + b")" for char in text)
    return _saved(_with_page(b"BT /F1 12 Tf 20 100 Td [" + pieces + b"] TJ ET"))


def pdf_stream_that_is_not_shown(text: str) -> bytes:
    made = _with_page(b"")
    pieces = b" -20 ".join(b"(" + char.encode("cp1252") + b")" for char in text)
    made.Root.PieceInfo = made.make_indirect(made.make_stream(b"BT [" + pieces + b"] TJ ET"))
    return _saved(made)


def pdf_data(text: str) -> bytes:
    made = _with_page(b"")
    made.docinfo["/Author"] = text
    return _saved(made)


def pdf_xmp(text: str) -> bytes:
    made = _with_page(b"")
    with made.open_metadata() as data:
        data["dc:creator"] = [text]
    return _saved(made)


def pdf_attachment(text: str) -> bytes:
    made = _with_page(b"")
    made.attachments["gegevens.xlsx"] = pikepdf.AttachedFileSpec(made, workbook(text))  # type: ignore[call-arg]
    return _saved(made)


def pdf_attachment_name(text: str) -> bytes:
    made = _with_page(b"")
    made.attachments[f"{text}.txt"] = pikepdf.AttachedFileSpec(made, b"niets")  # type: ignore[call-arg]
    return _saved(made)


def pdf_note(text: str) -> bytes:
    made = _with_page(b"")
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=text)
    made.pages[0].Annots = pikepdf.Array([made.make_indirect(note)])
    return _saved(made)


def pdf_field(text: str) -> bytes:
    made = _with_page(b"")
    field = pikepdf.Dictionary(T="ib_er", FT=pikepdf.Name.Tx, V=text)
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[made.make_indirect(field)])
    return _saved(made)


def pdf_bookmark_in_packed_objects(text: str) -> bytes:
    made = _with_page(b"")
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Verslag van {text}", 0))
    return _saved(made, pikepdf.ObjectStreamMode.generate)


def pdf_key(text: str) -> bytes:
    made = _with_page(b"")
    made.Root.PieceInfo = pikepdf.Dictionary({f"/{text}": 1})
    return _saved(made)


def pdf_before_an_edit(text: str) -> bytes:
    """What an earlier version said is still in the bytes, and nothing points to it any more."""
    made = _with_page(f"BT (Voor {text}) Tj ET".encode("cp1252"))
    old = _saved(made)
    number = made.pages[0].Contents.objgen[0]
    del number
    with pikepdf.open(io.BytesIO(old)) as opened:
        kind = opened.pages[0].Contents.objgen[0]
    place = len(old) + 1
    new = f"{kind} 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n".encode()
    start = old.rindex(b"startxref") + len(b"startxref\n")
    before = int(old[start:].split()[0])
    table = f"xref\n{kind} 1\n{place:010} 00000 n \ntrailer\n<< /Size {kind + 1} /Root 1 0 R /Prev {before} >>\n"
    return old + b"\n" + new + table.encode() + f"startxref\n{place + len(new)}\n%%EOF\n".encode()


# Pictures and fonts


def _picture(kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, kind, **more)
    return out.getvalue()


def png_text(text: str) -> bytes:
    info = PngInfo()
    info.add_text("Author", text)
    return _picture("png", pnginfo=info)


def png_packed_text(text: str) -> bytes:
    info = PngInfo()
    info.add_text("Comment", text, zip=True)
    return _picture("png", pnginfo=info)


def png_international_text(text: str) -> bytes:
    info = PngInfo()
    info.add_itxt("Title", text, zip=True)
    return _picture("png", pnginfo=info)


def png_and_more(text: str) -> bytes:
    return _picture("png") + zipped(text)


def _exif(text: str) -> Image.Exif:
    exif = Image.Exif()
    exif[0x9C9D] = text.encode("utf-16-le") + b"\0\0"
    return exif


def jpeg_comment(text: str) -> bytes:
    return _picture("jpeg", comment=text.encode())


def jpeg_exif(text: str) -> bytes:
    return _picture("jpeg", exif=_exif(text))


def jpeg_xmp(text: str) -> bytes:
    return _picture("jpeg", xmp=f"<x><creator>{text}</creator></x>".encode())


def webp_exif(text: str) -> bytes:
    return _picture("webp", exif=_exif(text))


def webp_xmp(text: str) -> bytes:
    return _picture("webp", xmp=f"<x><creator>{text}</creator></x>".encode())


def gif_comment(text: str) -> bytes:
    return _picture("gif", comment=text.encode())


def drawing(text: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{text}</desc></svg>'.encode()


def font(text: str) -> bytes:
    made, out = FontBuilder(1000), io.BytesIO()
    made.setupGlyphOrder([".notdef"])
    made.setupCharacterMap({})
    made.setupNameTable({"familyName": "x", "designer": text})
    made.setupMaxp()
    made.font.flavor = "woff2"
    made.font.save(out)
    return out.getvalue()


PLANTED: dict[str, Callable[[str], bytes]] = {
    "plain_page.html": plain_page,
    "entities.html": entities,
    "named_entities.html": named_entities,
    "between_tags.html": between_tags,
    "in_cells.html": in_cells,
    "comment.html": comment,
    "search/search_index.json": search_index,
    "script.js": script,
    "scoren/formulier.html": script_in_page,
    "style.css": style,
    "address.html": address,
    "address_twice.html": address_twice,
    "data_url.html": data_url,
    "packed_data_url.html": packed_data_url,
    "bare_base64.json": bare_base64,
    "sitemap.xml": sitemap,
    "wide.txt": wide,
    "wide_without_mark.csv": wide_without_mark,
    "western.csv": western,
    "decomposed.txt": decomposed,
    "without_accents.txt": without_accents,
    "over_lines.txt": over_lines,
    "bundle.js.map": source_map,
    "sitemap.xml.gz": packed,
    "packed_name.gz": packed_name,
    "zipped.zip": zipped,
    "zipped_name.zip": zipped_name,
    "workbook.xlsx": workbook,
    "workbook_data.xlsx": workbook_data,
    "more_packed": more_packed,
    "pdf.pdf": pdf,
    "pdf_on_two_lines.pdf": pdf_on_two_lines,
    "pdf_text_in_pieces.pdf": pdf_text_in_pieces,
    "pdf_stream_that_is_not_shown.pdf": pdf_stream_that_is_not_shown,
    "pdf_data.pdf": pdf_data,
    "pdf_xmp.pdf": pdf_xmp,
    "pdf_attachment.pdf": pdf_attachment,
    "pdf_attachment_name.pdf": pdf_attachment_name,
    "pdf_note.pdf": pdf_note,
    "pdf_field.pdf": pdf_field,
    "pdf_bookmark_in_packed_objects.pdf": pdf_bookmark_in_packed_objects,
    "pdf_key.pdf": pdf_key,
    "pdf_before_an_edit.pdf": pdf_before_an_edit,
    "png_text.png": png_text,
    "png_packed_text.png": png_packed_text,
    "png_international_text.png": png_international_text,
    "png_and_more.png": png_and_more,
    "jpeg_comment.jpg": jpeg_comment,
    "jpeg_exif.jpg": jpeg_exif,
    "jpeg_xmp.jpg": jpeg_xmp,
    "webp_exif.webp": webp_exif,
    "webp_xmp.webp": webp_xmp,
    "gif_comment.gif": gif_comment,
    "drawing.svg": drawing,
    "font.woff2": font,
}
