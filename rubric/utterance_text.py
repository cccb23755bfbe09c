"""A sentence made plain: half-width, simplified, without stray spaces; parts of it blotted out."""

import re
from collections.abc import Iterable

BLOT = "□"
"""Stands, one for one, where characters must not be read again."""

BREAK = r",;。!?…□\n"
"""What ends a clause once the text is plain (inside a character class)."""

FINDING_NUMBER = re.compile(r"第?(?<!\d)(20\d\d-\d{3})(?![\d-])号?|第?(?<!\d)0\d\d号")
"""第2026-001号, 2026-001: which finding is meant; its figures are no day and no people."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TRADITIONAL = str.maketrans(
    "會議黨員開監務財產處統計審賬貼牆張潔風險點發現問題單據評報責組織講課習學實應參與個兩項書"
    "記幹於後號時間禮隊鎮縣檢觀視導準備還沒過說討論決選舉資辦業專諾簽訂變標結舊區際聯絡錄補領"
    "們談總動階級紀從這裡來對將認為無見體億萬約幾週滿節訊團質環園圖樓層戶畝雙衛傳達長門東車馬"
    "鄉歲當樣進邊運遠鐘錢銀鋪關陽陰頭類飯餘齊龍壇廳壩條農歷曆臘",
    "会议党员开监务财产处统计审账贴墙张洁风险点发现问题单据评报责组织讲课习学实应参与个两项书"
    "记干于后号时间礼队镇县检观视导准备还没过说讨论决选举资办业专诺签订变标结旧区际联络录补领"
    "们谈总动阶级纪从这里来对将认为无见体亿万约几周满节讯团质环园图楼层户亩双卫传达长门东车马"
    "乡岁当样进边运远钟钱银铺关阳阴头类饭余齐龙坛厅坝条农历历腊",
)
_VARIANTS = {
    0x3000: " ",
    ord("帐"): "账",
    ord("帳"): "账",
    ord("冇"): "没",
    ord("○"): "〇",
    ord("．"): ".",
    ord("–"): "-",
    ord("—"): "-",
}
_PLAIN = _FULL_WIDTH | _TRADITIONAL | _VARIANTS
_SPACE = re.compile(r"(?<=[0-9A-Za-z.:/-])[ \t\r]+(?=[0-9A-Za-z])|[ \t\r\u200b\ufeff]+")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
"""Of whatever script: patterns read it as a digit, so it has to be one of ours."""


def plain(text: str) -> str:
    """The sentence with one width, one script and no spaces but those between two numbers.

    >>> plain("９月８日 黨員大會 ３２ 人")
    '9月8日党员大会32人'
    """
    narrow = _OTHER_DIGIT.sub(_ours, text.strip().translate(_PLAIN))
    return _SPACE.sub(_keep_between_numbers, narrow)


def blot(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these spans made unreadable; its length stays.

    >>> blot("7月三务公开", [(2, 6)])
    '7月□□□□'
    """
    letters = list(text)
    for start, end in spans:
        letters[start:end] = BLOT * (end - start)
    return "".join(letters)


def _ours(digit: re.Match[str]) -> str:
    return str(int(digit[0]))


def _keep_between_numbers(match: re.Match[str]) -> str:
    start, end = match.span()
    text = match.string
    return (
        " " if start and text[start - 1 : start].isascii() and text[end : end + 1].isascii() else ""
    )
