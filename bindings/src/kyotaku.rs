//! The visit, as a shell holds it.

use std::sync::Arc;

use kyotaku_core::{
    card,
    visit::{self, Event, Keepsake, View},
};

use crate::{
    machine,
    observer::{Observer, Told},
    reader::{CardReader, Reader},
    settings::{Settings, StartError},
};

/// The running visit, one for each shell: hand it what was pressed, draw what it says. Every method may be called on any
/// thread; none of them waits for a card or the network.
#[derive(uniffi::Object)]
pub struct Kyotaku {
    visit: visit::Kyotaku,
}

#[uniffi::export]
impl Kyotaku {
    /// Starts a visit.
    #[uniffi::constructor]
    pub fn new(
        settings: Settings,
        reader: Arc<dyn CardReader>,
        observer: Arc<dyn Observer>,
    ) -> Result<Self, StartError> {
        let reader = Reader(reader, settings.antenna);
        Self::start(settings, Arc::new(reader), observer)
    }

    /// Carries out a press and returns what is to be drawn then. `event` is one that a control of the current view
    /// holds; another changes nothing.
    pub fn dispatch(&self, event: Event) -> View {
        self.visit.dispatch(event)
    }

    /// What is to be drawn now.
    pub fn view(&self) -> View {
        self.visit.view()
    }

    /// Cancels the visit as 中止する does, where the screen has it, and returns what is to be drawn then: for when the phone
    /// puts the app away, or the coroutine or `Task` that the visit belongs to is cancelled. A registration that is
    /// out cannot be cancelled, and stays.
    pub fn cancel(&self) -> View {
        self.visit.cancel()
    }

    /// What must reach somebody even if the app is ended now: that a registration's outcome is not known, and the
    /// number to find it by. Nothing at any other time.
    pub fn last_words(&self) -> Option<String> {
        self.visit.last_words()
    }

    /// What a shell is to keep from now on, until the next press, in case that the platform ends the app; nothing where
    /// nothing would be lost. It goes back as [`Settings::interrupted`] when the app starts again, and the visit then
    /// begins by saying what became of the one before. No personal data is in it.
    pub fn keepsake(&self) -> Option<Keepsake> {
        self.visit.keepsake()
    }

    /// Cancels, ends everything that is under way, and lets go of reader and observer, which may hold this object. The
    /// observer is not called any more, but for a call that has begun. Presses change nothing any more; the view still
    /// says how the visit ended. Called twice, it does nothing the second time.
    pub fn close(&self) {
        self.visit.close();
    }
}

/// What a release build does not have.
#[cfg(debug_assertions)]
#[uniffi::export]
impl Kyotaku {
    /// Starts a visit on a software card that listens at an address, an IP address and a port, in place of a reader of the
    /// shell's: for emulators and simulators of phones, which no card can be held to. It is on the machine itself,
    /// `127.0.0.1:35963`, or, from an Android emulator, on the one that it runs on, `10.0.2.2:35963`. Debug builds only: a
    /// release build has neither this nor what it starts.
    #[uniffi::constructor]
    pub fn with_software_card(
        settings: Settings,
        address: String,
        observer: Arc<dyn Observer>,
    ) -> Result<Self, StartError> {
        let address = address.parse().map_err(|_| StartError::CardAddress)?;
        Self::start(settings, Arc::new(card::TcpReader::new(address)), observer)
    }
}

impl Kyotaku {
    fn start(
        settings: Settings,
        reader: Arc<dyn card::CardReader>,
        observer: Arc<dyn Observer>,
    ) -> Result<Self, StartError> {
        let origin = settings.origin.clone();
        let interrupted = settings.interrupted.clone();
        let service = Arc::new(settings.client()?);
        let handle = machine::handle().map_err(|_| StartError::System)?;
        let observer = Arc::new(Told(observer));
        Ok(Self {
            visit: visit::Kyotaku::start(origin, reader, service, observer, interrupted.as_deref(), handle),
        })
    }
}
