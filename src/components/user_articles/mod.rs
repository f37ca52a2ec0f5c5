//! The reader's own articles and corrections: the panel that lists them, and the form that corrects a statement. The work
//! is done by a worker, which `app::user_data` controls; nothing that the reader adds leaves the browser.

mod correction_form;
mod panel;

use onrecord_corpus::Amendment;
use onrecord_model::{ArticleId, StatementId};

use crate::platform::File;

pub(crate) use correction_form::correction_form;
pub(crate) use panel::{PanelState, Progress, panel};

/// What the reader asks for.
pub(crate) enum UserAction {
    /// Add the articles of these files.
    AddFiles(Vec<File>),
    /// Add an article by its text.
    AddText(String),
    /// Remove the articles with these ids.
    Remove(Vec<ArticleId>),
    /// Add the articles again that were removed last.
    UndoRemoval,
    /// Give the article with this id a day of publication.
    SetDay(ArticleId, String),
    /// Correct a statement.
    Correct(Box<Amendment>),
    /// Undo the correction of the statement with this id.
    UndoCorrection(StatementId),
    /// Stop the running task.
    Cancel,
    /// Remove the error messages.
    DismissErrors,
    /// Download the corrections.
    SaveCorrections,
    /// Download the articles.
    SaveArticles,
    /// Download the page as one file.
    SavePage,
}
