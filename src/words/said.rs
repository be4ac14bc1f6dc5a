//! What a text can speak of. Both traits hold for references too, so that templates may pass what they have.
use fluent_bundle::FluentValue;
use std::borrow::Cow;

/// A value in a text: a name, a title, or a count that chooses the plural and is printed in the language's digits.
pub trait Said {
    fn said(&self) -> FluentValue<'_>;
}

/// A whole number. Above the largest `i64` it stays there.
pub trait Whole {
    fn whole(&self) -> i64;
}

impl<T: Said + ?Sized> Said for &T {
    fn said(&self) -> FluentValue<'_> {
        (**self).said()
    }
}

impl Said for str {
    fn said(&self) -> FluentValue<'_> {
        self.into()
    }
}

impl Said for String {
    fn said(&self) -> FluentValue<'_> {
        self.as_str().into()
    }
}

impl Said for Cow<'_, str> {
    fn said(&self) -> FluentValue<'_> {
        FluentValue::String(Cow::Borrowed(self))
    }
}

impl<T: Whole + ?Sized> Whole for &T {
    fn whole(&self) -> i64 {
        (**self).whole()
    }
}

macro_rules! whole_numbers {
    ($($number:ty)*) => {$(
        impl Whole for $number {
            fn whole(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }

        impl Said for $number {
            fn said(&self) -> FluentValue<'_> {
                FluentValue::from(self.whole())
            }
        }
    )*};
}

whole_numbers!(u8 u16 u32 u64 usize i8 i16 i32 i64);
