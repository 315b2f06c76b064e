#!/bin/bash
# Draws icon.svg into the asset catalogue, 1024 by 1024. Needs Chromium. Its picture of an opaque page has no alpha channel, which
# App Store Connect would refuse in an icon.
set -euo pipefail
cd "$(dirname "$0")"
drawn=$(mktemp -d)
trap 'rm -rf "$drawn"' EXIT
{
    echo '<!doctype html><style>body{margin:0}svg{display:block}</style>'
    cat icon.svg
} > "$drawn/icon.html"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
    --user-data-dir="$drawn/profile" --window-size=1024,1024 --screenshot="$drawn/icon.png" \
    "file://$drawn/icon.html" 2> /dev/null
mv "$drawn/icon.png" App/Assets.xcassets/AppIcon.appiconset/icon.png
