package ai.holysheep.agent.usage;

/** What an answer counts besides tokens. Immutable; -1 for what it does not count. */
public final class UnitCounts {
  public static final UnitCounts NONE = new UnitCounts(-1, -1, -1, -1);

  /** Searches that the vendor's server has made. */
  public final long webSearches;

  /** Images that the model has made. */
  public final long images;

  /** How long the audio is that the model has heard, in thousandths of a second. */
  public final long audioMillis;

  /** Pages that the model has read. */
  public final long pages;

  private UnitCounts(long webSearches, long images, long audioMillis, long pages) {
    this.webSearches = webSearches;
    this.images = images;
    this.audioMillis = audioMillis;
    this.pages = pages;
  }

  /**
   * @param fields what each of the counts is
   * @param imageEvents how many events have each shown an image; -1 for none
   */
  static UnitCounts of(JsonField[] fields, long[] counts, long imageEvents) {
    long searches = -1;
    long images = imageEvents;
    long billedAudio = -1;
    long duration = -1;
    long pages = -1;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] >= 0) {
        switch (fields[i]) {
          case WEB_SEARCHES:
          case WEB_SEARCH_EVENTS:
          case WEB_SEARCH_QUERIES:
            searches = Math.max(searches, counts[i]);
            break;
          case IMAGES:
            images = Math.max(images, counts[i]);
            break;
          case AUDIO_SECONDS:
            billedAudio = Math.max(billedAudio, counts[i]);
            break;
          case AUDIO_DURATION:
            duration = Math.max(duration, counts[i]);
            break;
          case PAGES:
            pages = Math.max(pages, counts[i]);
            break;
          default:
        }
      }
    }
    return new UnitCounts(searches, images, billedAudio >= 0 ? billedAudio : duration, pages);
  }

  /** Whether there is something to pay for besides tokens. */
  public boolean isAnyUsed() {
    return webSearches > 0 || isWorkCounted();
  }

  /** Whether the model's work itself is counted in other units than tokens. */
  public boolean isWorkCounted() {
    return images > 0 || audioMillis > 0 || pages > 0;
  }
}
