//! Drawings: SVG of shapes only, so that it can be shown to anybody and needs no translation.
use super::{
    fault::{Faults, Reason},
    fields::Lines,
    folder::as_text,
};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
];
const ATTRIBUTES: &[&str] = &[
    "xmlns",
    "viewBox",
    "width",
    "height",
    "preserveAspectRatio",
    "id",
    "transform",
    "d",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "fx",
    "fy",
    "points",
    "pathLength",
    "offset",
    "gradientUnits",
    "gradientTransform",
    "spreadMethod",
    "clipPathUnits",
    "clip-path",
    "clip-rule",
    "color",
    "fill",
    "fill-opacity",
    "fill-rule",
    "opacity",
    "paint-order",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "stop-color",
    "stop-opacity",
    "vector-effect",
];
const NAMESPACE: &str = "http://www.w3.org/2000/svg";
const DEPTH: usize = 32;

/// Adds a fault for each thing in a drawing that is not a shape.
pub(super) fn check(file: &str, bytes: &[u8], faults: &Faults) {
    let Some(text) = as_text(file, bytes, faults) else {
        return;
    };
    let lines = Lines::of(text);
    let mut reader = Reader::from_str(text);
    let mut depth = 0;
    let mut roots = 0;

    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let refuse = |reason| faults.add(file, lines.line(at), reason);
        match reader.read_event() {
            Err(error) => return refuse(Reason::NotSvg(error.to_string())),
            Ok(Event::Eof) => break,
            Ok(Event::Start(element)) => {
                roots += usize::from(depth == 0);
                shape(&element, depth == 0).into_iter().for_each(refuse);
                depth += 1;
            }
            Ok(Event::Empty(element)) => {
                roots += usize::from(depth == 0);
                shape(&element, depth == 0).into_iter().for_each(refuse);
            }
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Comment(_) | Event::Decl(_)) => {}
            Ok(Event::Text(text)) if text.trim().is_empty() => {}
            Ok(Event::Text(_) | Event::CData(_)) => refuse(not_a_shape("letters")),
            Ok(Event::GeneralRef(_)) => refuse(not_a_shape("entities")),
            Ok(Event::DocType(_)) => refuse(not_a_shape("a document type")),
            Ok(Event::PI(_)) => refuse(not_a_shape("processing instructions")),
        }
        if depth > DEPTH {
            return refuse(Reason::NotSvg("too deep".to_owned()));
        }
    }

    if depth != 0 || roots != 1 {
        let what = "it must be one whole <svg>".to_owned();
        faults.add(file, None, Reason::NotSvg(what));
    }
}

fn shape(element: &BytesStart, is_root: bool) -> Vec<Reason> {
    let name = element.name();
    let name = name.as_ref();
    let mut faults = Vec::new();
    if !ELEMENTS.contains(&name) {
        faults.push(not_a_shape(&format!("<{name}>")));
        return faults;
    }

    let mut seen = Vec::new();
    for attribute in element.attributes() {
        match attribute {
            Err(error) => faults.push(Reason::NotSvg(error.to_string())),
            Ok(attribute) => {
                let key = attribute.key.as_ref();
                let value = attribute.value.as_ref();
                if !ATTRIBUTES.contains(&key) || !is_plain(key, value) {
                    faults.push(not_a_shape(&format!("{key}=\"{value}\"")));
                }
                seen.push(key.to_owned());
            }
        }
    }

    let needed = ["xmlns", "viewBox"];
    if is_root && (name != "svg" || !needed.iter().all(|key| seen.iter().any(|s| s == key))) {
        let what = "it begins with <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"…\">";
        faults.push(Reason::NotSvg(what.to_owned()));
    }
    faults
}

/// Numbers, colours, names and references within the drawing; no addresses, no entities.
fn is_plain(key: &str, value: &str) -> bool {
    if key == "xmlns" {
        return value == NAMESPACE;
    }
    let is_plain = value
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b" \t\r\n.,-+%#()_".contains(&b));
    let lower = value.to_ascii_lowercase();
    is_plain && lower.matches("url").count() == lower.matches("url(#").count()
}

fn not_a_shape(what: &str) -> Reason {
    Reason::NotAShape(what.chars().take(60).flat_map(char::escape_debug).collect())
}
