#!/usr/bin/env bash
# Packs CnnGen and CnnGen.Training, restores a project outside of the solution from them alone, and runs it:
# what a user of the packages sees. Leaves nothing behind.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A version of its own: NuGet never reads a version again that it has seen.
version="0.0.0-test.$(date +%s)"
dotnet pack "$root/src/CnnGen.Runtime" -c Release -o "$work/feed" -p:Version="$version" -v quiet --nologo
dotnet pack "$root/src/CnnGen.Training" -c Release -o "$work/feed" -p:Version="$version" -v quiet --nologo

cp -r "$here/Consumer" "$work/Consumer"
cd "$work/Consumer"
rm -rf bin obj
export NUGET_PACKAGES="$work/packages"
dotnet run -c Release -p:CnnGenVersion="$version" -p:RestoreAdditionalProjectSources="$work/feed"

build() {
    dotnet build -c Release -p:CnnGenVersion="$version" -p:RestoreAdditionalProjectSources="$work/feed" -v quiet --nologo "$@" > build.log 2>&1
}

fail() {
    cat build.log >&2
    echo "error: $1" >&2
    exit 1
}

# A wrong network fails the build with its own error and no other, and nothing switches it off.
cp Wrong.cs.txt Wrong.cs
printf 'root = true\n[*.cs]\ndotnet_diagnostic.CNN001.severity = none\n' > .editorconfig
build -p:NoWarn=CNN001 && fail "a wrong network was built"
if ! grep -q 'error CNN001' build.log || grep 'error ' build.log | grep -qv 'error CNN001'; then
    fail "a wrong network should show CNN001 and nothing else"
fi
echo "the wrong network was refused: $(grep -m1 -o 'CNN001: [^[]*' build.log)"
rm Wrong.cs .editorconfig

# Advice is a warning, until it is configured to be none.
cp Advised.cs.txt Advised.cs
build -p:TreatWarningsAsErrors=false || fail "advice is no error"
grep -q 'warning CNN102' build.log || fail "two linear maps should show CNN102"
echo "the pair of linear maps was seen: $(grep -m1 -o 'CNN102: [^[]*' build.log)"
printf 'root = true\n[*.cs]\ndotnet_diagnostic.CNN102.severity = none\n' > .editorconfig
build || fail "advice is no error"
grep -q 'CNN102' build.log && fail "CNN102 was switched off and is there"
echo "and was not, switched off"
