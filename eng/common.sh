# Sourced by the scripts of this folder.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true

say() { echo "eng/${0##*/}: $1"; }
die() { echo "eng/${0##*/}: $1" >&2; exit "$2"; }

# Sets DOTNET to the first SDK that serves global.json.
find_sdk() {
  local candidate
  for candidate in dotnet "${DOTNET_ROOT:-/nowhere}/dotnet" "${HOME:-/nowhere}/.dotnet/dotnet" /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet; do
    if "$candidate" --version >/dev/null 2>&1; then
      DOTNET=$(command -v "$candidate")
      return
    fi
  done
  die "The .NET 10 SDK is missing. Install it (https://dot.net/download, or the package dotnet-sdk-10.0) and run this again." 3
}
