//! What people choose, passwords and PINs, is kept as argon2id with a pepper.
use super::Keys;
use crate::Error;
use argon2::{
    Algorithm, Argon2, Block, Params, PasswordHash, Version,
    password_hash::phc::{Output, ParamsString, Salt},
};
use rocket::tokio::{sync::Semaphore, task};
use std::sync::{Arc, Mutex};

/// Each hash takes 19 MiB for some 30 ms: two at a time fill two cores, more would only fill memory.
const AT_ONCE: usize = 2;

/// What one hash works in. Kept for the next one: memory that comes and goes in so large pieces, on many threads, is not given back to the
/// system, and a school would grow to many times what it uses.
type Memory = Vec<Block>;

/// Hashes and compares, never more than two at a time.
#[derive(Clone)]
pub struct Passwords {
    pepper: Arc<[u8]>,
    turn: Arc<Semaphore>,
    memories: Arc<Mutex<Vec<Memory>>>,
    nobodys: Arc<str>,
}

impl Passwords {
    /// # Errors
    /// When the operating system has no randomness.
    pub fn new(keys: &Keys) -> crate::Result<Self> {
        let pepper: Arc<[u8]> = keys.pepper().into();
        let nobodys = hash(&pepper, "nobody has this password", &mut Memory::new())?.into();
        Ok(Self {
            pepper,
            turn: Arc::new(Semaphore::new(AT_ONCE)),
            memories: Arc::default(),
            nobodys,
        })
    }

    /// The text that is kept of a secret.
    ///
    /// # Errors
    /// `Mistake` when the hash cannot be made.
    pub async fn hash(&self, secret: &str) -> crate::Result<Vec<u8>> {
        let (pepper, secret) = (self.pepper.clone(), secret.to_string());
        let text = self
            .in_turn(move |memory| hash(&pepper, &secret, memory))
            .await?;
        Ok(text.into_bytes())
    }

    /// Whether the secret is the one that was kept. Where nothing was kept the answer is no and takes as long.
    ///
    /// # Errors
    /// `Mistake` when what was kept is not a hash.
    pub async fn is(&self, secret: &str, kept: Option<&[u8]>) -> crate::Result<bool> {
        let known = kept.is_some();
        let kept = match kept {
            Some(bytes) => String::from_utf8(bytes.to_vec())
                .map_err(|_| Error::Mistake("a kept password is not text".into()))?,
            None => self.nobodys.to_string(),
        };
        let (pepper, secret) = (self.pepper.clone(), secret.to_string());
        let equal = self
            .in_turn(move |memory| is_equal(&pepper, &secret, &kept, memory))
            .await?;
        Ok(known && equal)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> crate::Result<T> + Send + 'static,
    ) -> crate::Result<T> {
        let _turn = self.turn.acquire().await.map_err(mistake)?;
        let memories = self.memories.clone();
        let done = task::spawn_blocking(move || {
            let kept = memories.lock().unwrap_or_else(|e| e.into_inner()).pop();
            let mut memory = kept.unwrap_or_default();
            let done = work(&mut memory);
            memories
                .lock()
                .unwrap_or_else(|e| e.into_inner())
                .push(memory);
            done
        });
        done.await.map_err(mistake)?
    }
}

/// 19 MiB, two passes, one lane: the first choice of the OWASP Password Storage Cheat Sheet, and of the library. The text is a PHC string.
fn hash(pepper: &[u8], secret: &str, memory: &mut Memory) -> crate::Result<String> {
    let params = Params::default();
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(mistake)?;
    let output = digest(
        pepper,
        secret,
        &salt,
        &params,
        Params::DEFAULT_OUTPUT_LEN,
        memory,
    )?;

    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params).map_err(mistake)?,
        salt: Some(Salt::new(&salt).map_err(mistake)?),
        hash: Some(output),
    };
    Ok(hash.to_string())
}

/// Compared in a time that says nothing about where they differ.
fn is_equal(pepper: &[u8], secret: &str, kept: &str, memory: &mut Memory) -> crate::Result<bool> {
    let kept = PasswordHash::new(kept).map_err(mistake)?;
    let params = Params::try_from(&kept).map_err(mistake)?;
    let (Some(salt), Some(output)) = (kept.salt, kept.hash) else {
        return Err(Error::Mistake("a kept password is no hash".into()));
    };
    Ok(digest(pepper, secret, &salt, &params, output.len(), memory)? == output)
}

fn digest(
    pepper: &[u8],
    secret: &str,
    salt: &[u8],
    params: &Params,
    length: usize,
    memory: &mut Memory,
) -> crate::Result<Output> {
    memory.resize(params.block_count(), Block::new());
    let argon2 =
        Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params.clone())
            .map_err(mistake)?;
    let mut output = vec![0; length];
    argon2
        .hash_password_into_with_memory(secret.as_bytes(), salt, &mut output, memory.as_mut_slice())
        .map_err(mistake)?;
    Output::new(&output).map_err(mistake)
}

fn mistake(cause: impl std::fmt::Display) -> Error {
    Error::Mistake(cause.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_password_knows_itself_and_nothing_else() {
        let mut memory = Memory::new();
        let kept = hash(b"pepper", "rice and water", &mut memory).unwrap();

        assert!(
            kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{kept}"
        );
        assert!(is_equal(b"pepper", "rice and water", &kept, &mut memory).unwrap());
        assert!(!is_equal(b"pepper", "rice and wateR", &kept, &mut memory).unwrap());
        assert!(!is_equal(b"salt", "rice and water", &kept, &mut memory).unwrap());
    }

    /// Whatever the library writes by itself is understood, so that nobody's password is lost when it takes over again.
    #[test]
    fn it_is_the_argon2id_that_everybody_has() {
        use argon2::PasswordHasher;
        let library = Argon2::new_with_secret(
            b"pepper",
            Algorithm::Argon2id,
            Version::V0x13,
            Params::default(),
        );
        let kept = library.unwrap().hash_password(b"rice").unwrap().to_string();

        assert!(is_equal(b"pepper", "rice", &kept, &mut Memory::new()).unwrap());
    }
}
