//! Who can reach the school: this machine, a house, or everybody.
use crate::access::FROM_ELSEWHERE;
use rocket::{
    Data, Request,
    fairing::{Fairing, Info, Kind},
    http::uri::Origin,
};
use std::{
    fs,
    net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket},
};

/// Whether nobody outside a house can come from or get to this address: loopback, RFC 1918, RFC 4193, link-local.
pub fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(a) => a.is_loopback() || a.is_private() || a.is_link_local(),
        IpAddr::V6(a) => a.is_loopback() || a.is_unique_local() || a.is_unicast_link_local(),
    }
}

/// Whether a name in an address can only be used in a house: an address of one, a name without dots, or one that the world does not give.
pub fn is_homely(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    if let Ok(address) = bare.parse::<IpAddr>() {
        return is_private(address);
    }
    let host = host.to_ascii_lowercase();
    let endings = [".local", ".localhost", ".internal", ".home.arpa", ".test"];
    !host.is_empty() && (!host.contains('.') || endings.iter().any(|ending| host.ends_with(ending)))
}

/// The host in `https://school.example:8000/there`.
pub fn host_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let place = authority
        .rsplit_once('@')
        .map_or(authority, |(_, place)| place);
    match place.find(']') {
        Some(end) => &place[..=end],
        None => place.split(':').next().unwrap_or_default(),
    }
}

/// How this machine is reached from a phone on the same Wi-Fi, if only such phones can reach it.
pub fn in_the_house() -> Option<Ipv4Addr> {
    let routes = fs::read_to_string("/proc/net/fib_trie").ok()?;
    let all_private = own(&routes).iter().all(|&a| is_private(a.into()));
    shown().filter(|a| a.is_private() && all_private)
}

/// The address that this machine shows to others; its own in a Wi-Fi that leads nowhere, such as a hotspot in a village.
pub fn shown() -> Option<Ipv4Addr> {
    let routes = || fs::read_to_string("/proc/net/fib_trie").ok();
    outgoing().or_else(|| likeliest(&own(&routes()?)))
}

/// Answers nobody from outside, even when this machine gets another address while the school is open, and no browser that was led here
/// under a name of the world.
pub struct OnlyTheHouse;

#[rocket::async_trait]
impl Fairing for OnlyTheHouse {
    fn info(&self) -> Info {
        Info {
            name: "only visitors of the house",
            kind: Kind::Request,
        }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        let from_the_house = |remote: SocketAddr| is_private(remote.ip());
        let by_its_name = request
            .host()
            .is_none_or(|host| is_homely(host.domain().as_str()));
        if !by_its_name || !request.remote().is_some_and(from_the_house) {
            request.set_uri(Origin::parse(FROM_ELSEWHERE).expect("a path"));
        }
    }
}

/// The address that this machine shows to the world. Nothing is sent.
fn outgoing() -> Option<Ipv4Addr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    match socket.local_addr().ok()?.ip() {
        IpAddr::V4(address) => Some(address),
        IpAddr::V6(_) => None,
    }
}

/// The one that a phone most likely reaches: programs for containers put their bridges into 172.16.0.0/12, Wi-Fis seldom.
fn likeliest(own: &[Ipv4Addr]) -> Option<Ipv4Addr> {
    let of_a_house = own.iter().filter(|a| a.is_private());
    of_a_house.min_by_key(|a| a.octets()[0] == 172).copied()
}

/// The machine's own addresses, from the kernel's table of routes: an address stands in the line before `/32 host LOCAL`.
fn own(routes: &str) -> Vec<Ipv4Addr> {
    let lines: Vec<_> = routes.lines().map(str::trim).collect();
    let pairs = lines.windows(2);
    let own = pairs.filter(|pair| pair[1] == "/32 host LOCAL");
    own.filter_map(|pair| pair[0].strip_prefix("|-- ")?.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_not_a_house() {
        for private in [
            "127.0.0.1",
            "10.0.0.7",
            "192.168.1.2",
            "172.31.0.1",
            "::1",
            "fd00::7",
            "fe80::1",
            "::ffff:10.0.0.7",
        ] {
            assert!(is_private(private.parse().unwrap()), "{private}");
        }
        for public in [
            "0.0.0.0",
            "::",
            "203.0.113.7",
            "172.32.0.1",
            "100.64.0.1",
            "2001:db8::1",
            "::ffff:8.8.8.8",
        ] {
            assert!(!is_private(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn names_of_the_world_are_not_homely() {
        for url in [
            "http://localhost:8000",
            "http://192.168.1.7:8000/",
            "http://[fd00::7]:8000",
            "http://laptop",
            "https://laptop.local/x",
            "http://school.test",
        ] {
            assert!(is_homely(host_of(url)), "{url}");
        }
        for url in [
            "https://school.example",
            "http://8.8.8.8",
            "http://localhost@school.example/",
            "http://[2001:db8::1]/",
            "http://",
        ] {
            assert!(!is_homely(host_of(url)), "{url}");
        }
    }

    #[test]
    fn the_machines_own_addresses_are_found() {
        let routes = "Main:\n     +-- 192.168.1.0/24 2 0 2\n        |-- 192.168.1.0\n           /24 link UNICAST\n        |-- 192.168.1.7\n           /32 host LOCAL\n        |-- 192.168.1.255\n           /32 link BROADCAST\n";
        assert_eq!(own(routes), [Ipv4Addr::new(192, 168, 1, 7)]);
    }

    #[test]
    fn a_wifi_is_likelier_than_a_bridge() {
        let [here, bridge] = [Ipv4Addr::LOCALHOST, Ipv4Addr::new(172, 17, 0, 1)];
        let (hotspot, world) = (Ipv4Addr::new(10, 42, 0, 1), Ipv4Addr::new(203, 0, 113, 7));
        assert_eq!(likeliest(&[here, bridge, hotspot]), Some(hotspot));
        assert_eq!(likeliest(&[here, bridge]), Some(bridge));
        assert_eq!(likeliest(&[here, world]), None);
    }
}
