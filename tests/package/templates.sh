#!/usr/bin/env bash
# Installs the templates where there are none, makes a program of each, and goes through what its README says.
# Arguments: the folder with the packages, their version, a folder to work in. The packages' cache is the caller's.
set -euo pipefail

feed=$1
version=$2
work=$3/templates
mkdir -p "$work"
cd "$work"
# What MSBuild reads of the environment: the projects that are made name no feed.
export RestoreAdditionalProjectSources=$feed
server=
trap '[ -z "$server" ] || kill "$server"' EXIT

new() {
    DOTNET_CLI_HOME="$work/home" dotnet new "$@" > new.log 2>&1 || { cat new.log >&2; exit 1; }
}

fail() {
    echo "error: $1" >&2
    exit 1
}

new install "$feed/CnnGen.Templates.$version.nupkg"
for template in train service aot; do
    new "cnngen-$template" --output "My-$template" --no-restore
done

# Trains, saves, loads and reads its own drawings rightly.
(cd My-train && dotnet run -c Release -p:TreatWarningsAsErrors=true) | tee train.log
[ "$(grep -cE 'a (circle|square|triangle) was taken for a \1 ' train.log)" -ge 4 ] || fail "the trained network should know what was drawn"

# The service answers what the newly trained network says, and refuses what is no image or too large.
cp My-train/shapes.safetensors My-service
dotnet build My-service -c Release -p:TreatWarningsAsErrors=true -v quiet --nologo
dotnet My-service/bin/Release/net10.0/*/My-service.dll --urls http://127.0.0.1:0 > service.log 2>&1 &
server=$!
for ((wait = 0; wait < 300; wait++)); do
    url=$(grep -o 'http://127.0.0.1:[0-9]*' service.log) && break
    sleep 0.2
done
[ -n "$url" ] || fail "the service did not start: $(cat service.log)"
[ "$(curl --silent --max-time 20 "$url/health")" = Healthy ] || fail "the service is not well: $(cat service.log)"
{ echo "P2 32 32 1"; tr '.#' '01' < My-aot/triangle.txt | sed 's/./& /g'; } > triangle.pgm
answer=$(curl --silent --max-time 20 --data-binary @triangle.pgm "$url/classify")
echo "the service says $answer"
[[ $answer == '{"shape":"triangle",'* ]] || fail "the service should see a triangle"
status() {
    curl --silent --max-time 20 --output /dev/null --write-out '%{http_code}' --data-binary "@$1" "$url/classify"
}
[ "$(status train.log)" = 415 ] || fail "what is no image should be refused as such"
head -c 5000000 /dev/zero > large
[ "$(status large)" = 413 ] || fail "what is too large should be refused as such"
kill "$server"
wait "$server" || true
server=

# A network that its weights do not fit is not built, and says so alone, at the file's name.
cp -r My-service Changed
sed -i.old 's/Conv(16, 3/Conv(24, 3/' Changed/ShapeNet.cs
dotnet build Changed -c Release -v minimal --nologo > changed.log 2>&1 && fail "a network was built that its weights do not fit"
if ! grep -q 'ShapeNet.Weights.cs(4,10): error CNN205' changed.log || grep 'error ' changed.log | grep -qv 'error CNN205'; then
    fail "weights of other shapes should show CNN205 and nothing else: $(cat changed.log)"
fi
echo "the weights of another network were refused: $(grep -m1 -o 'CNN205: [^[]*' changed.log)"

# One file that knows its drawings.
if command -v clang > /dev/null || command -v gcc > /dev/null; then
    dotnet publish My-aot -c Release --output out -p:TreatWarningsAsErrors=true -v quiet --nologo
    (cd My-aot && ../out/My-aot circle.txt triangle.txt) | tee aot.log
    grep -q '^circle.txt: circle' aot.log && grep -q '^triangle.txt: triangle' aot.log || fail "the tool should know its drawings"
else
    echo "skipped: publishing the tool, which needs clang or gcc to link"
fi
