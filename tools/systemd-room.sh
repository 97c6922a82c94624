#!/usr/bin/env bash
# A systemd of its own in a room that throws away everything it writes: overlay over this machine's root, own processes and mounts.
# systemd-room.sh check | enter DIRECTORY   (DIRECTORY is copied over the root of the room; the network is this machine's)
set -euo pipefail

room=/mnt

check() {
  command -v systemd >/dev/null || [ -x /lib/systemd/systemd ] || { echo "systemd is not installed"; exit 1; }
  [ "$(id -u)" = 0 ] || { echo "only root can open the room"; exit 3; }
  unshare --mount --pid --fork --uts --ipc true 2>/dev/null || { echo "this machine lets nobody open namespaces"; exit 3; }
}

enter() {
  mount --make-rprivate /
  mount -t tmpfs tmpfs "$room"
  mkdir "$room/upper" "$room/work" "$room/root"
  mount -t overlay overlay -o "lowerdir=/,upperdir=$room/upper,workdir=$room/work" "$room/root"
  local root="$room/root" each
  # What the machine starts by itself is none of the room's business.
  rm -rf "$root"/etc/systemd/system/*.wants
  for each in tmp run var/tmp; do mount -t tmpfs tmpfs "$root/$each"; done
  mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/sys/fs/cgroup"
  mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup" 2>/dev/null || true
  printf '[Unit]\nRequires=basic.target\nAfter=basic.target\nAllowIsolate=yes\n' > "$root/etc/systemd/system/room.target"
  cp -a "$1/." "$root/"
  exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$root" /lib/systemd/systemd --system --unit=room.target --log-target=console --log-level=warning --show-status=no
}

case "${1:-}" in
  check) check ;;
  enter) exec unshare --mount --pid --fork --uts --ipc --kill-child bash "$0" inside "$2" ;;
  inside) enter "$2" ;;
  *) echo "usage: systemd-room.sh check | enter DIRECTORY" >&2; exit 2 ;;
esac
