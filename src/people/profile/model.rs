//! What a browser calls itself, in plain words.

/// The browser and the system, as people know them; empty what is not known.
pub fn in_plain_words(agent: &str) -> (&'static str, &'static str) {
    // The order tells: most browsers also name those that they are like.
    const BROWSERS: [(&str, &str); 9] = [
        ("Opera Mini", "Opera Mini"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("UCBrowser", "UC Browser"),
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 8] = [
        ("KAIOS", "KaiOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let known = |names: &[(&str, &'static str)]| {
        let found = names.iter().find(|(sign, _)| agent.contains(sign));
        found.map_or("", |(_, name)| *name)
    };
    (known(&BROWSERS), known(&SYSTEMS))
}

#[cfg(test)]
mod tests {
    use super::in_plain_words;

    #[test]
    fn a_person_recognises_her_own_phone() {
        let chrome = "Mozilla/5.0 (Linux; Android 8.1.0; TECNO B1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0 Mobile Safari/537.36";
        assert_eq!(in_plain_words(chrome), ("Chrome", "Android"));
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile/15E148 Safari/604.1";
        assert_eq!(in_plain_words(iphone), ("Safari", "iPhone"));
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0";
        assert_eq!(in_plain_words(edge), ("Edge", "Windows"));
        assert_eq!(in_plain_words(""), ("", ""));
    }
}
