// What the pages do beyond showing: local time on hover, countdowns, a question before what cannot be undone.
(function () {
  'use strict';

  var local = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'long'});
  // the server's clock counts, not this machine's
  var offset = Date.now() - new Date(document.querySelector('meta[name="server-time"]').content);

  function times() {
    document.querySelectorAll('time[datetime]').forEach(function (time) {
      time.title = 'Local time: ' + local.format(new Date(time.dateTime));
    });
  }

  function countdowns() {
    document.querySelectorAll('[data-deadline]').forEach(function (place) {
      var left = Math.max(0, Math.floor((new Date(place.dataset.deadline) - Date.now() + offset) / 1000));
      place.textContent = Math.floor(left / 60) + ' min ' + left % 60 + ' s';
    });
  }

  times();
  countdowns();
  setInterval(countdowns, 1000);

  // what a change came to is heard first, wherever on the page it was asked for
  var word = document.querySelector('[data-word]');
  if (word) {
    word.focus();
  }

  document.addEventListener('submit', function (event) {
    var question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
    }
  });
  document.addEventListener('htmx:afterSettle', times);
})();
