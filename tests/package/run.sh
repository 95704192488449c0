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

# A wrong network fails the build with its own error and no other.
cp Wrong.cs.txt Wrong.cs
if dotnet build -c Release -p:CnnGenVersion="$version" -p:RestoreAdditionalProjectSources="$work/feed" -v quiet --nologo > build.log 2>&1; then
    echo "error: a wrong network was built" >&2
    exit 1
fi
if ! grep -q 'error CNN001' build.log || grep 'error ' build.log | grep -qv 'error CNN001'; then
    cat build.log >&2
    echo "error: a wrong network should show CNN001 and nothing else" >&2
    exit 1
fi
echo "the wrong network was refused: $(grep -m1 -o 'CNN001: [^[]*' build.log)"
