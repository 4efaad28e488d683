package ai.holysheep.agent.usage;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import org.jspecify.annotations.Nullable;

/** What the documents of a response have said so far. */
final class ParsedResponse implements JsonFieldListener {
  private final UsageCounts counts;
  private final BodyErrorBuilder error = new BodyErrorBuilder();
  private final AnswerEnd end = new AnswerEnd();
  private final AnswerBuilder answer = new AnswerBuilder();
  private final BillingDetails bill = new BillingDetails();
  private boolean hasContent;
  private int documents;
  private @Nullable String model;

  /** Whether the current document named the model. */
  private boolean modelOfThisDocument;

  /**
   * @param root the tree of the paths
   */
  ParsedResponse(JsonPathNode root) {
    counts = new UsageCounts(root);
  }

  void reset() {
    counts.reset();
    error.reset();
    end.reset();
    answer.reset();
    bill.reset();
    hasContent = false;
    documents = 0;
    model = null;
    modelOfThisDocument = false;
  }

  /** Like {@link #reset}, and keeps no byte of a body. */
  void wipe() {
    reset();
    answer.wipe();
    error.wipe();
    bill.wipe();
  }

  @Override
  public void onDocumentStart() {
    documents = Math.min(documents + 1, 2);
    counts.startDocument();
    error.startDocument();
    end.startDocument();
    answer.startDocument();
    modelOfThisDocument = false;
  }

  @Override
  public void onDocumentEnd() {
    if (answer.isPart()) {
      counts.startDocument();
    } else {
      counts.endDocument();
    }
  }

  @Override
  public void onBrokenDocument() {
    counts.startDocument();
  }

  @Override
  public void onKeyOfCounts(JsonPathNode node, int scope) {
    counts.startKey(node, scope);
  }

  @Override
  public void onElementStart(JsonPathNode list, int scope) {
    counts.startElement(list, scope);
  }

  @Override
  public void onElementEnd(JsonPathNode list) {
    counts.endElement(list);
  }

  @Override
  public void onNumber(JsonField field, ScalarBuffer digits) {
    if (field.type == JsonField.Type.DECIMAL) {
      bill.addCost(field, digits);
    } else if (!field.isNumber()) {
      error.addNumber(field, digits);
    } else if (!counts.set(digits.count(field.type))) {
      onInvalidNumber(field);
    }
  }

  @Override
  public void onInvalidNumber(JsonField field) {
    IgnoredValues.count(IgnoredValues.Source.BODY, "not a plausible number in the body: ", field);
  }

  @Override
  public void onListedText() {
    counts.addListedText();
  }

  /** Each event of OpenAI's repeats the id and the model. */
  @Override
  public boolean wants(JsonField field) {
    if (field == JsonField.MODEL) {
      return model == null || modelOfThisDocument;
    }
    return field != JsonField.ANSWER_ID || answer.wantsId();
  }

  @Override
  public void onText(JsonField field, ScalarBuffer text) {
    switch (field) {
      case MODEL:
        setModel(text);
        break;
      case CHOICE:
      case ELEMENT_STATE:
      case ITERATION_MODEL:
      case ITERATION_TYPE:
        counts.addText(field, text);
        break;
      case SERVICE_TIER:
        bill.addTier(text);
        break;
      case COST_USD:
      case COST_MILLICENTS:
      case COST_USD_TICKS:
      case UPSTREAM_COST_USD:
        bill.addCost(field, text);
        break;
      case FINISH_REASON:
      case STOP_REASON:
        if (end.onReason(text, field == JsonField.FINISH_REASON)) {
          error.onErrorReason();
        }
        break;
      case REFUSAL_REASON:
        end.onRefusal(text);
        break;
      case ANSWER_KIND:
        if (answer.addKind(text)) {
          error.onKind(text);
        }
        break;
      case EVENT_TYPE:
        end.onEventType(text);
        error.onEventType(text);
        break;
      case ANSWER_ID:
        answer.addId(text);
        break;
      case ANSWER_STATUS:
        answer.addStatus(text);
        break;
      default:
        error.addText(field, text);
    }
  }

  @Override
  public void onFlag(JsonField field, boolean value) {
    switch (field) {
      case DONE:
        end.onDone(value);
        break;
      case SUCCESS:
        error.onSuccess(value);
        break;
      case BACKGROUND:
        answer.addBackground(value);
        break;
      case OWN_KEY:
        bill.setOwnKey(value);
        break;
      default:
        if (value) {
          error.onError();
        }
    }
  }

  @Override
  public void onObject(JsonField field, byte[] key) {
    if (field == JsonField.CHOICE_ERROR) {
      error.onChoiceError();
    } else {
      error.onNamedError(key);
    }
  }

  /** The first document with a model decides. Within it, the last of equal keys counts. */
  private void setModel(ScalarBuffer text) {
    if (text.length() > 0) {
      model = text.toString();
      modelOfThisDocument = true;
    }
  }

  @Override
  public void onContent() {
    hasContent = true;
    end.onContent();
  }

  /** Whether content has arrived: text, reasoning or a tool call. */
  boolean hasContent() {
    return hasContent;
  }

  boolean isSeveralDocuments() {
    return documents > 1;
  }

  /** Whether something of a model's answer has come. */
  boolean hasAnswer() {
    return hasContent || model != null || counts.isAnyCounted();
  }

  AnswerEnd end() {
    return end;
  }

  BodyErrorBuilder errors() {
    return error;
  }

  AnswerBuilder answer() {
    return answer;
  }

  @Nullable String model() {
    return model;
  }

  UsageCounts counts() {
    return counts;
  }

  BillingDetails bill() {
    return bill;
  }
}
