#!/usr/bin/env bash
# A real Samba AD domain controller on a loopback address, for tests. Needs root and Debian's Samba packages:
#   apt-get install --no-install-recommends samba-ad-dc samba-ad-provision samba-dsdb-modules samba-vfs-modules ldb-tools openssl
#
#   samba-dc.sh check           says what is missing; exit 3 when something is
#   samba-dc.sh up DIR ADDRESS [REALM [without-recycle-bin]]
#                               provisions a forest below the empty directory DIR, starts, waits for LDAPS, prints KEY=VALUE lines (also DIR/env)
#   samba-dc.sh down DIR        stops that server; DIR stays
#
# Samba's LDAP ports are fixed (389, 636, 3268, 3269), so ADDRESS must be a free 127.x.y.z. Forests side by side need an address each.
set -euo pipefail
export PATH=/usr/sbin:/usr/bin:/sbin:/bin

REALM=CORP.CONTOSO.COM
[ "${1:-}" != up ] || REALM=${4:-$REALM}
DOMAIN=${REALM%%.*}
HOST=dc1
PASSWORD='Lab-Adm1n-Passw0rd'
DNS=${REALM,,}
BASE=DC=${DNS//./,DC=}

fail() { echo "samba-dc: $*" >&2; exit 1; }

check() {
  local missing=()
  [ "$(id -u)" = 0 ] || missing+=('root rights')
  for tool in samba samba-tool ldbadd ldbmodify openssl python3; do command -v "$tool" >/dev/null || missing+=("$tool"); done
  [ -d /usr/share/samba/setup ] || missing+=('samba-ad-provision')
  compgen -G '/usr/lib/*/samba/ldb/samba_dsdb.so' >/dev/null || missing+=('samba-dsdb-modules')
  [ ${#missing[@]} = 0 ] || { (IFS=,; echo "missing: ${missing[*]}"); exit 3; }
}

provision() {
  printf '[global]\n' > "$1/empty.conf"
  samba-tool domain provision -s "$1/empty.conf" --targetdir="$1" --realm="$REALM" --domain="$DOMAIN" --host-name="$HOST" \
    --host-ip="$2" --server-role=dc --dns-backend=NONE --adminpass="$PASSWORD" > "$1/provision.log" 2>&1 \
    || { tail -5 "$1/provision.log" >&2; fail 'provisioning failed'; }
}

# Samba's own certificate has no subject alternative name, which Node refuses.
certificates() {
  local tls=$1/tls; mkdir -p "$tls"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/CN=SyncWhy test CA' \
    -addext 'keyUsage=critical,keyCertSign' -keyout "$tls/ca.key" -out "$tls/ca.pem" 2>/dev/null
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$HOST.$DNS" -keyout "$tls/key.pem" -out "$tls/request.pem" 2>/dev/null
  openssl x509 -req -in "$tls/request.pem" -CA "$tls/ca.pem" -CAkey "$tls/ca.key" -CAcreateserial -days 30 -out "$tls/cert.pem" \
    -extfile <(printf 'subjectAltName=DNS:%s,IP:%s\nextendedKeyUsage=serverAuth\n' "$HOST.$DNS" "$2") 2>/dev/null
  chmod 600 "$tls/key.pem" "$tls/ca.key"
}

configure() {
  cat > "$1/etc/smb.conf" <<C
[global]
	netbios name = ${HOST^^}
	workgroup = $DOMAIN
	realm = $REALM
	server role = active directory domain controller
	server services = ldap
	interfaces = $2/8
	bind interfaces only = yes
	private dir = $1/private
	state directory = $1/state
	cache directory = $1/cache
	lock directory = $1/run
	pid directory = $1/run
	ncalrpc dir = $1/ncalrpc
	winbindd socket directory = $1/winbindd
	ntp signd socket directory = $1/ntp_signd
	binddns dir = $1/bind-dns
	log file = $1/log/log.%m
	tls keyfile = $1/tls/key.pem
	tls certfile = $1/tls/cert.pem
	tls cafile = $1/tls/ca.pem
	tls priority = NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2
	ldb:nosync = yes
	prefork backoff increment = 0
	log level = 1 dsdb_json_audit:5
C
}

# The few attributes of the Exchange schema that we look at; OIDs are from a private range.
exchange_schema() {
  local schema="CN=Schema,CN=Configuration,$BASE" ldif=$1/exchange number=0 name syntax om single
  while read -r name syntax om single; do
    number=$((number + 1))
    printf 'dn: CN=%s,%s\nobjectClass: attributeSchema\nlDAPDisplayName: %s\nattributeID: 1.2.840.113556.1.8000.77777.1.%s\nattributeSyntax: %s\noMSyntax: %s\nisSingleValued: %s\nsearchFlags: 9\n\n' \
      "$name" "$schema" "$name" "$number" "$syntax" "$om" "$single"
  done > "$ldif.attributes" <<'A'
mailNickname 2.5.5.12 64 TRUE
targetAddress 2.5.5.12 64 TRUE
msExchRecipientTypeDetails 2.5.5.16 65 TRUE
msExchRemoteRecipientType 2.5.5.16 65 TRUE
msExchHideFromAddressLists 2.5.5.8 1 TRUE
msExchMailboxGuid 2.5.5.10 4 TRUE
msExchArchiveGUID 2.5.5.10 4 TRUE
A
  {
    printf 'dn: CN=msExchTestRecipient,%s\nobjectClass: classSchema\nlDAPDisplayName: msExchTestRecipient\ngovernsID: 1.2.840.113556.1.8000.77777.2.1\nobjectClassCategory: 3\nsubClassOf: top\nrDNAttID: cn\nmayContain: mS-DS-ConsistencyGuid\n' "$schema"
    sed -n 's/^lDAPDisplayName/mayContain/p' "$ldif.attributes"
  } > "$ldif.class"
  for name in User Group Contact; do
    printf 'dn: CN=%s,%s\nchangetype: modify\nadd: auxiliaryClass\nauxiliaryClass: msExchTestRecipient\n\n' "$name" "$schema"
  done > "$ldif.use"
  local may=(-H "$1/private/sam.ldb" --option='dsdb:schema update allowed=true')
  ldbadd "${may[@]}" "$ldif.attributes" >/dev/null && ldbadd "${may[@]}" "$ldif.class" >/dev/null && ldbmodify "${may[@]}" "$ldif.use" >/dev/null
}

# Over LDAP Samba refuses this even to Administrator.
recycle_bin() {
  /usr/bin/python3 - "$1" <<'P'
import sys, ldb
from samba import param
from samba.auth import system_session
from samba.samdb import SamDB
settings = param.LoadParm(); settings.load(sys.argv[1] + '/etc/smb.conf')
database = SamDB(url=sys.argv[1] + '/private/sam.ldb', session_info=system_session(settings), lp=settings)
change = ldb.Message(); change.dn = ldb.Dn(database, '')
change['feature'] = ldb.MessageElement('CN=Partitions,%s:766ddcd8-acd0-445e-f3b9-a7f9b6744f2a' % database.get_config_basedn(),
                                       ldb.FLAG_MOD_ADD, 'enableOptionalFeature')
database.modify(change)
P
}

start() {
  setsid samba -F --no-process-group --debug-stdout -s "$1/etc/smb.conf" -M prefork </dev/null >"$1/log/out" 2>&1 &
  local pid=$!; echo "$pid $(began "$pid")" > "$1/pid"
  for _ in $(seq 1 200); do
    [ -d "/proc/$pid" ] || { tail -5 "$1/log/out" >&2; fail 'samba ended while starting'; }
    if openssl s_client -connect "$2:636" -CAfile "$1/tls/ca.pem" </dev/null >/dev/null 2>&1; then return 0; fi
    sleep 0.1
  done
  stop "$1"; fail 'LDAPS did not answer within 20 seconds'
}

# Samba overwrites its command line, so a process is known by its id and the moment it began.
began() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }
ours() {
  local pid since
  [ -s "$1/pid" ] && read -r pid since < "$1/pid" && [ "$(began "$pid")" = "$since" ] && ! grep -q '^State:.Z' "/proc/$pid/status"
}

stop() {
  ours "$1" || return 0
  local pid; read -r pid _ < "$1/pid"
  kill -TERM "$pid"
  for _ in $(seq 1 100); do ours "$1" || { rm -f "$1/pid"; return 0; }; sleep 0.05; done
  kill -KILL "$pid"
}

case ${1:-} in
  check) check ;;
  up)
    dir=${2:?directory}; address=${3:?address}
    case $address in 127.*) ;; *) fail "$address is no loopback address" ;; esac
    check
    mkdir -p "$dir"/{etc,log,run,ncalrpc,winbindd,ntp_signd,cache}; chmod 755 "$dir"
    provision "$dir" "$address"; certificates "$dir" "$address"; configure "$dir" "$address"
    exchange_schema "$dir"
    [ "${5:-}" = without-recycle-bin ] || recycle_bin "$dir"
    start "$dir" "$address"
    printf '%s\n' "SAMBA_URL=ldaps://$address:636" "SAMBA_CA_FILE=$dir/tls/ca.pem" "SAMBA_BASE_DN=$BASE" "SAMBA_DOMAIN=$DNS" \
      "SAMBA_BIND_DN=CN=Administrator,CN=Users,$BASE" "SAMBA_PASSWORD=$PASSWORD" "SAMBA_AUDIT_LOG=$dir/log/out" | tee "$dir/env" ;;
  down) stop "${2:?directory}" ;;
  *) sed -n '2,11p' "$0"; exit 2 ;;
esac
