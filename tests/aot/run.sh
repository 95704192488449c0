#!/usr/bin/env bash
# Publishes samples/Tiny ahead of time as its README line says and runs it alone: one small file without a warning that reads digits.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
most=4000000

fail() {
    echo "error: $1" >&2
    exit 1
}

if ! command -v clang > /dev/null && ! command -v gcc > /dev/null; then
    echo "skipped: NativeAOT, which needs clang or gcc to link"
    exit 0
fi

# Warnings are errors, those of the trimmer and of the compiler among them.
dotnet publish "$root/samples/Tiny" -c Release -o "$work/out" --nologo -v minimal > "$work/publish.log" 2>&1 || fail "samples/Tiny was not published: $(cat "$work/publish.log")"
grep -q 'warning' "$work/publish.log" && fail "there are warnings: $(grep 'warning' "$work/publish.log")"

# Symbols and documentation lie beside it, and nothing that it needs: it runs alone in an empty folder.
mkdir "$work/alone"
cp "$work/out/tiny" "$work/alone"
bytes=$(stat -c %s "$work/alone/tiny" 2> /dev/null || stat -f %z "$work/alone/tiny")
[ "$bytes" -lt "$most" ] || fail "the program has $bytes bytes; expected fewer than $most"

cd "$work/alone"
./tiny > "$work/tiny.log" || fail "the program failed: $(cat "$work/tiny.log")"
grep -q '^7 (' "$work/tiny.log" || fail "the digit was misread: $(cat "$work/tiny.log")"

{ printf 'P5\n# a one\n28 28\n255\n'; for row in $(seq 28); do
    if [ "$row" -gt 4 ] && [ "$row" -lt 25 ]; then head -c 13 /dev/zero; printf '\377\377'; head -c 13 /dev/zero; else head -c 28 /dev/zero; fi
done; } > one.pgm
./tiny one.pgm > "$work/tiny.log" || fail "the program failed: $(cat "$work/tiny.log")"
grep -q '^1 (' "$work/tiny.log" || fail "the picture was misread: $(cat "$work/tiny.log")"

./tiny tiny 2> "$work/error.log" && fail "a file that is no picture was read"
grep -q 'no binary portable graymap' "$work/error.log" || fail "what is wrong was not said: $(cat "$work/error.log")"
echo "tiny: $bytes bytes, $(tail -n 1 "$work/tiny.log")"
