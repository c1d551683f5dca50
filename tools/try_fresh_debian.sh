#!/usr/bin/env bash
# Runs a make target of this checkout in a Debian 12 that has python3, make and git and nothing else, and times it:
#     sudo tools/try_fresh_debian.sh demo
# Needs debootstrap. Proxies and pip's variables are passed on; BIND="/etc/ssl/certs /some/packages" shows folders of
# this computer inside. The folder is made anew under TMPDIR and removed at the end. The checkout's path inside holds
# Chinese characters and a space, because a user's may.
set -euo pipefail

target=${1:-demo}
source=$(cd "$(dirname "$0")/.." && pwd)
fresh=$(mktemp -d) && chmod 755 "$fresh" # apt drops its rights inside
home="$fresh/root/手机壳 lab"

clean_up() {
    for folder in ${BIND:-} /dev /proc; do
        if mountpoint --quiet "$fresh$folder"; then umount "$fresh$folder"; fi
    done
    rm --recursive --force --one-file-system "$fresh"
}
trap clean_up EXIT

debootstrap --variant=minbase --include=python3,make,git,ca-certificates bookworm "$fresh" >"$fresh.log"
rm "$fresh.log"
cp /etc/resolv.conf /etc/hosts "$fresh/etc/"
mount -t proc proc "$fresh/proc"
for folder in /dev ${BIND:-}; do
    mkdir --parents "$fresh$folder"
    mount --bind "$folder" "$fresh$folder"
    mount --make-private "$fresh$folder" # what happens to it later stays inside
done

mkdir --parents "$home"
(cd "$source" && git ls-files --cached --others --exclude-standard -z | tar --null --files-from=- --create) |
    tar --extract --directory="$home"

passed_on=()
while IFS= read -r line; do passed_on+=("$line"); done < <(env | grep -iE '^(PIP_[A-Z_]+|https?_proxy|no_proxy)=' || true)
time env --ignore-environment HOME=/root TERM=dumb LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "${passed_on[@]}" \
    chroot "$fresh" make --directory "/root/手机壳 lab" "$target" </dev/null
