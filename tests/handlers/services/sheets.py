"""Rosters as files, made for the tests."""

import io

from openpyxl import Workbook

HEAD = ("镇(街道)", "村居", "姓名", "职务", "编号", "方案", "联系电话")
SCHEMES = ("wenling-2022",)


def text_of(*rows, head=HEAD) -> str:
    return "".join(",".join(map(str, row)) + "\n" for row in (head, *rows))


def csv_of(*rows, head=HEAD, encoding="utf-8") -> bytes:
    return text_of(*rows, head=head).encode(encoding)


def excel_of(*rows, head=HEAD, merged=(), more=()) -> bytes:
    """One sheet of these rows, and further sheets by title with theirs."""
    book = Workbook()
    for sheet, lines in (
        (book.active, (head, *rows)),
        *((book.create_sheet(t), r) for t, r in more),
    ):
        for line in lines:
            sheet.append(list(line))
    for span in merged:
        book.active.merge_cells(span)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def village(name, post, **more):
    """A line of 示例镇 示例一村."""
    town, place = more.get("town", "示例镇"), more.get("village", "示例一村")
    return (town, place, name, post, *(more.get(each, "") for each in ("code", "scheme", "phone")))
