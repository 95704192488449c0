#!/usr/bin/env bash
# Packs all packages and looks into them, restores projects outside of the solution from them alone, and runs those: what a user sees.
# Leaves nothing behind.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A version of its own: NuGet never reads a version again that it has seen.
version="0.0.0-test.$(date +%s)"
# The packages' version alone, so that nothing which is built is built again.
dotnet pack "$root/Packages.slnf" -c Release -p:PackageVersion="$version" -p:PackageOutputPath="$work/feed" -v quiet --nologo
dotnet run "$here/Inspect.cs" -- "$work/feed" "$root" "$(git -C "$root" rev-parse HEAD)"

cp -r "$here/Consumer" "$here/ImageConsumer" "$here/MpiConsumer" "$work"
rm -rf "$work"/*/bin "$work"/*/obj
cd "$work/Consumer"
# An empty folder for what is packed here; what others have packed is taken from where this machine has it.
fallback=${NUGET_PACKAGES:-$HOME/.nuget/packages}
mkdir -p "$fallback"
export NUGET_FALLBACK_PACKAGES=$fallback NUGET_PACKAGES="$work/packages"
dotnet run -c Release -p:CnnGenVersion="$version" -p:RestoreAdditionalProjectSources="$work/feed" | tee run.log

# The tool has all that it needs with it.
dotnet tool install CnnGen.Tool --tool-path "$work/tools" --add-source "$work/feed" --version "$version"
"$work/tools/cnngen" import --help > /dev/null

# Only who reads images has a decoder's native libraries.
if grep -i skia obj/project.assets.json; then
    echo "error: training on arrays should not bring Skia" >&2
    exit 1
fi
(cd "$work/ImageConsumer" && dotnet run -c Release -p:CnnGenVersion="$version" -p:RestoreAdditionalProjectSources="$work/feed")
if ! grep -qF "id=\"CnnGen.Training\" version=\"[$version]\"" "$NUGET_PACKAGES/cnngen.images/$version/cnngen.images.nuspec"; then
    echo "error: CnnGen.Images uses internals of CnnGen.Training and should ask for its own version of it" >&2
    exit 1
fi

(cd "$work/MpiConsumer" && dotnet run -c Release -p:CnnGenVersion="$version" -p:RestoreAdditionalProjectSources="$work/feed")

bash "$here/templates.sh" "$work/feed" "$version" "$work"

build() {
    dotnet "${verb:-build}" -c Release -p:CnnGenVersion="$version" -p:RestoreAdditionalProjectSources="$work/feed" -v minimal --nologo "$@" > build.log 2>&1
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

# A compiler that would leave the generator out is told by name, and nothing else is said.
build -p:CompilerApiVersion=roslyn4.13 && fail "an old compiler was taken"
if ! grep -q 'error CNN302' build.log || grep 'error ' build.log | grep -qv 'error CNN302'; then
    fail "an old compiler should show CNN302 and nothing else"
fi
grep -q "blob/v$version/docs/diagnostics/CNN302.md" build.log || fail "CNN302 should name the page of its version"
echo "the old compiler was refused: $(grep -m1 -o 'CNN302: [^[]*' build.log)"

# Advice is a warning, until it is configured to be none.
cp Advised.cs.txt Advised.cs
build -p:TreatWarningsAsErrors=false || fail "advice is no error"
grep -q 'warning CNN102' build.log || fail "two linear maps should show CNN102"
echo "the pair of linear maps was seen: $(grep -m1 -o 'CNN102: [^[]*' build.log)"
printf 'root = true\n[*.cs]\ndotnet_diagnostic.CNN102.severity = none\n' > .editorconfig
build || fail "advice is no error"
grep -q 'CNN102' build.log && fail "CNN102 was switched off and is there"
echo "and was not, switched off"
rm Advised.cs .editorconfig

# NativeAOT fixes the vector width when it compiles. The package sees to it that AVX2 is there where the user says nothing, and warns where
# the user's instruction set is without it; results are right either way.
published() {
    local expected=$1
    shift
    rm -rf bin obj aot
    verb=publish build -p:PublishAot=true -o aot "$@" || fail "the consumer was not compiled ahead of time"
    ./aot/Consumer > aot.log || fail "the compiled consumer was wrong: $(cat aot.log)"
    grep -q "^vectors of $expected bits" aot.log || fail "the compiled consumer should use vectors of $expected bits: $(cat aot.log)"
    echo "ahead of time${*:+ with $*}: $(grep '^vectors' aot.log), $(tail -n 1 aot.log)"
}

jit=$(sed -n 's/^vectors of \(.*\) bits/\1/p' run.log)
if ! command -v clang > /dev/null && ! command -v gcc > /dev/null; then
    echo "skipped: NativeAOT, which needs clang or gcc to link"
elif [ "$(uname -sm)" != "Linux x86_64" ] || [ "$jit" -lt 256 ]; then
    echo "skipped: NativeAOT's instruction set, which is looked at on Linux and x64 with AVX2"
else
    published 256
    grep -q 'compiled for x86-64-v3' build.log || fail "the instruction set that was chosen should be said"
    grep -q 'CNN301' build.log && fail "the chosen instruction set has AVX2"
    published "$jit" -p:IlcInstructionSet=native
    grep -q 'CnnGen: \|CNN301' build.log && fail "the user's instruction set has AVX2: nothing is to say"
    published 128 -p:IlcInstructionSet=x86-64-v2 -p:TreatWarningsAsErrors=false
    grep -q 'warning CNN301' build.log || fail "an instruction set without AVX2 should show CNN301"
    echo "the narrow set was seen: $(grep -m1 -o 'CNN301: [^[]*' build.log)"
fi
