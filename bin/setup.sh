# What the scripts in bin/ share: finding out what a machine lacks, and installing it with its owner's leave.
# To be sourced; the caller has gone to the top of the repository.
# shellcheck shell=bash

missing_packages=()
missing_reasons=()

say() { printf '%s\n' "$*" >&2; }

give_up() {
  say "$@"
  exit 1
}

# lacks PACKAGE REASON: notes a Debian package for install_missing, once.
lacks() {
  [[ " ${missing_packages[*]} " != *" $1 "* ]] || return 0
  missing_packages+=("$1")
  missing_reasons+=("$2")
}

# The folder with the programs of the newest Postgres from 14 on that has a server; nothing if there is none.
postgres_programs() {
  local folder newest='' newest_major=13 major
  for folder in "$(pg_config --bindir 2>/dev/null || true)" /usr/lib/postgresql/*/bin \
    "$(dirname "$(readlink -f "$(command -v postgres || true)")" 2>/dev/null || true)"; do
    [[ -x $folder/initdb && -x $folder/postgres ]] || continue
    major=$("$folder/postgres" --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/')
    if ((major > newest_major)); then
      newest=$folder newest_major=$major
    fi
  done
  printf '%s' "$newest"
}

# Begins a command line: Postgres refuses to be root, and stumbles over a folder which its user may not enter.
as_postgres=(env --chdir=/)
if ((EUID == 0)); then
  as_postgres+=(setpriv --reuid=postgres --regid=postgres --clear-groups --)
fi

need_compiler() {
  command -v cc >/dev/null || lacks gcc 'links the program'
  [[ -e /usr/include/stdio.h ]] || lacks libc6-dev 'headers for the linker'
}

need_postgres() {
  [[ -n $(postgres_programs) ]] || lacks postgresql 'the database; the school runs its own, in its data folder'
}

# Certificates are written in these; a letter without a glyph would be an empty box.
need_fonts() {
  [[ -e /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf ]] ||
    lacks fonts-noto-core 'letters of every script, for certificates'
}

need_chinese_fonts() {
  compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK-*' >/dev/null || lacks fonts-noto-cjk 'Chinese letters'
}

# The oldest Rust that can build us stands in Cargo.toml.
need_cargo() {
  if ! command -v cargo >/dev/null && [[ -r ${CARGO_HOME:-$HOME/.cargo}/env ]]; then
    # shellcheck source=/dev/null
    source "${CARGO_HOME:-$HOME/.cargo}/env"
  fi
  local needed found
  needed=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  if ! command -v cargo >/dev/null; then
    give_up "Rust is not on this machine; Cloud School needs Rust $needed or newer. Install it with
  curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh
and run this again."
  fi
  found=$(cargo --version | cut -d' ' -f2)
  if [[ $(printf '%s\n' "$needed" "$found" | sort -V | head -n1) != "$needed" ]]; then
    give_up "Cloud School needs Rust $needed or newer, and this is $found ($(command -v cargo)). Renew it with
  rustup update
or install it from https://rustup.rs, and run this again."
  fi
}

# Installs what was noted, after saying what and why. Without root and sudo it prints the one command for the
# administrator and stops.
install_missing() {
  ((${#missing_packages[@]})) || return 0

  local i
  say 'This machine lacks:'
  for i in "${!missing_packages[@]}"; do
    printf '  %-20s %s\n' "${missing_packages[i]}" "${missing_reasons[i]}" >&2
  done
  command -v apt-get >/dev/null ||
    give_up 'The names are those of Debian; install the same with the tools of this system, and run this again.'

  # Debian would also start a database of its own on port 5432, which nobody needs here.
  local quiet='' apt
  if [[ " ${missing_packages[*]} " == *' postgresql '* ]] && ! compgen -G '/etc/postgresql/*/*' >/dev/null; then
    quiet="mkdir -p /etc/postgresql-common/createcluster.d && \
echo create_main_cluster = false >/etc/postgresql-common/createcluster.d/cloud-school.conf && "
  fi
  apt="${quiet}apt-get update -q && \
DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends ${missing_packages[*]}"

  if ((EUID == 0)); then
    say "Installing it: $apt"
    sh -c "$apt" >&2
  elif may_sudo; then
    say "Installing it: sudo sh -c '$apt'"
    sudo sh -c "$apt" >&2
  else
    give_up "Please let an administrator run this one command, and run this again:
  sudo sh -c '$apt'"
  fi
}

# Whether sudo works: without a password, or with one where somebody can type it.
may_sudo() {
  command -v sudo >/dev/null || return 1
  sudo -n true 2>/dev/null || { [[ -t 0 ]] && sudo -v; }
}
