#!/bin/sh
# Makes a key to sign Content Credentials (C2PA) with, and its certificate from an authority of the City's own:
#   sh certificates.sh 'City of Cambridge' secrets
# c2pa.pem and c2pa-chain.pem are the worker's. The authority's key (c2pa-authority.pem) belongs offline, and the line that
# this prints, SHA-256 of the authority's certificate, on the City's own pages. A certification authority that the City
# already has will do as well: for an Ed25519 key, with digitalSignature and the use 1.3.6.1.5.5.7.3.36.
set -eu
umask 077
name=$1
cd "$2"
cat > c2pa.cnf <<CONFIG
[req]
distinguished_name = subject
[subject]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = 1.3.6.1.4.1.62558.2.1, 1.3.6.1.5.5.7.3.36, emailProtection
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
CONFIG
for key in c2pa-authority c2pa; do [ -e "$key.pem" ] || openssl genpkey -algorithm ed25519 -out "$key.pem"; done
openssl req -x509 -new -config c2pa.cnf -extensions authority -days 7300 \
  -key c2pa-authority.pem -subj "/O=$name/CN=$name, Content Credentials" -out c2pa-authority.crt
openssl req -new -config c2pa.cnf -key c2pa.pem -subj "/O=$name/CN=$name, Daylight" |
  openssl x509 -req -CA c2pa-authority.crt -CAkey c2pa-authority.pem -set_serial "0x01$(openssl rand -hex 15)" \
    -days 3650 -extfile c2pa.cnf -extensions signer -out c2pa.crt 2> c2pa.log || { cat c2pa.log >&2; exit 1; }
cat c2pa.crt c2pa-authority.crt > c2pa-chain.pem
openssl x509 -in c2pa-authority.crt -noout -fingerprint -sha256 | sed 's/.*=//; s/://g' | tr 'A-F' 'a-f'
rm c2pa.cnf c2pa.crt c2pa.log
