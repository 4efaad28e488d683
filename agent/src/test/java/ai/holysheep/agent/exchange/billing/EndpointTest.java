package ai.holysheep.agent.exchange.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  private static final String ARN = "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3A";

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, /v1/messages",
    "/v1/messages?key=secret, /v1/messages",
    "/v1/messages#part, /v1/messages",
    "https://user:password@host:443/v1/x?key=secret, /v1/x",
    "https://host, /",
    "https://host?next=/v1/x, /",
    "/v1/x?next=https://host/v2, /v1/x",
    "?key=secret, /",
    "//v1///x/, //v1///x/",
  })
  void theNameHasNeitherHostNorQuery(String target, String name) {
    assertThat(Endpoint.of(target).name).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/responses/resp_7, /v1/responses/{id}",
    "/v1/responses/resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d3795b, /v1/responses/{id}",
    "/openai/v1/responses/caresp_ABC/cancel, /openai/v1/responses/{id}/cancel",
    "/v1/responses/resp_7/input_items, /v1/responses/{id}/input_items",
    "/v1/threads/thread_abc/runs/run_x1/steps/step_9, /v1/threads/{id}/runs/{id}/steps/{id}",
    "/v1/threads/runs, /v1/threads/runs",
    "/v1/threads/thread_abc/runs/run_1/submit_tool_outputs,"
        + " /v1/threads/{id}/runs/{id}/submit_tool_outputs",
    "/v1/responses/custom-response-id, /v1/responses/{id}",
    "/v1/responses/custom-response-id/cancel, /v1/responses/{id}/cancel",
    "/v1/threads/thread_a/runs/run_b/steps/ghi, /v1/threads/{id}/runs/{id}/steps/{id}",
    "/v1/organization/users/user-abcDEF12, /v1/organization/users/{id}",
    "/v1/organization/projects/proj_1/api_keys/key_abc, /v1/organization/projects/{id}/api_keys/{id}",
    "/v1/organization/admin_api_keys/key_abc12, /v1/organization/admin_api_keys/{id}",
    "/v1/realtime/calls/rtc_abc/hangup, /v1/realtime/calls/{id}/hangup",
    "/v1/chatkit/sessions/cksess_abc/cancel, /v1/chatkit/sessions/{id}/cancel",
    "/v1/agents/ag_0199abcd, /v1/agents/{id}",
    "/v1/evals/eval_1/runs/evalrun_a/output_items/outputitem_abc,"
        + " /v1/evals/{id}/runs/{id}/output_items/{id}",
    ARN + "application-inference-profile%2Fabc123xyz/converse, /model/{model}/converse",
    "/model/arn:aws:bedrock:us-east-1:1:provisioned-model/abc/invoke, /model/{id}/{id}/invoke",
    "/model-invocation-job/arn%3aaws%3Abedrock%3A1, /model-invocation-job/{id}",
    "/v1/files/file-abc, /v1/files/{id}",
    "/v1/files/file-abc/content, /v1/files/{id}/content",
    "/v1beta/files/abcxyz, /v1beta/files/{id}",
    "/download/v1beta/files/abcxyz:download, /download/v1beta/files/{id}:download",
    "/v1/batches/batch_1, /v1/batches/{id}",
    "/v1/messages/batches/msgbatch_abc/results, /v1/messages/batches/{id}/results",
    "/v1/chat/completions/chatcmpl-abc, /v1/chat/completions/{id}",
    "/v1/assistants/asst_abc, /v1/assistants/{id}",
    "/v1/vector_stores/vs_1/files/file-2, /v1/vector_stores/{id}/files/{id}",
    "/v1/fine_tuning/jobs/ftjob-abc/events, /v1/fine_tuning/jobs/{id}/events",
    "/v1/batch/jobs/0b4b0c5e-1c1f-4a5c-9c34-9d5f0c1c2d3e, /v1/batch/jobs/{id}",
    "/v1beta/operations/abc-1:cancel, /v1beta/operations/{id}:cancel",
    "/v1beta/cachedContents/mycache, /v1beta/cachedContents/{id}",
    "/users/12345/chat, /users/{id}/chat",
    "/t/0B4B0C5E-1C1F-4A5C-9C34-9D5F0C1C2D3E/chat, /t/{id}/chat",
    "/client/v4/accounts/023e105f4ecef8ad9ca31a8372d0c353/ai/v1/embeddings,"
        + " /client/v4/accounts/{id}/ai/v1/embeddings",
    "/s/01ARZ3NDEKTSV4RRFFQ69G5FAV/x, /s/{id}/x",
    "/s/V1StGXR8_Z5jdHi6B-myT/x, /s/{id}/x",
    "/s/cm3x7k9pq0001l808h2v5g4zt/x, /s/{id}/x",
    "/k/sk-proj-a8Xk29QmZp4Lw0Rt/chat/completions, /k/{id}/chat/completions",
    "/projects/p/locations/l/endpoints/4567:predict,"
        + " /projects/p/locations/l/endpoints/{id}:predict",
  })
  void eachIdIsReplaced(String path, String name) {
    assertThat(Endpoint.of(path).name).isEqualTo(name);
    assertThat(Endpoint.of("https://h:8080" + path + "?a=/b").name).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions",
        "/v1/chat/completions/stream",
        "/v1/chat/completions/gpt-4o",
        "/v1/file-upload/run_sync/batch_embed",
        "/v1/files/upload",
        "/v1/messages/count_tokens",
        "/v1/messages/batches",
        "/v1/responses/input_tokens",
        "/v1/responses/compact",
        "/v1/responses",
        "/v1/agents/completions",
        "/user-service/v1/chat/completions",
        "/v1beta/models/gemini-2.5-flash:generateContent",
        "/v1beta/models/gemini-2.0-flash-exp-0827:streamGenerateContent",
        "/v1/models/gpt-4.1",
        "/v1/models/ft:gpt-4o-mini-2024-07-18:acme::9ZXy12Qw",
        "/openai/deployments/gpt-4o/chat/completions",
        "/openai/deployments/a8Xk29QmZp4Lw0Rt/chat/completions",
        "/model/us.anthropic.claude-sonnet-4-20250514-v1:0/converse",
        "/us.anthropic.claude-sonnet-4-20250514-v1:0/x",
        "/claude-3-5-sonnet-20241022/x",
        "/Qwen2.5-Coder-32B-Instruct-AWQ/x",
        "/DeepSeek-R1-Distill-Qwen-32B/x",
        "/mixtral-8x7b-instruct-v0.1/x",
        "/phi3mini4kinstruct/x",
        "/gpt-4o-mini-2024-07-18/x",
        "/accounts/fireworks/models/llama-v3p1-405b-instruct",
        "/ai/run/@cf/meta/llama-3.1-8b-instruct",
        "/2015-03-31/functions",
        "/v1/files",
        "/files/v1/chat/completions",
        "/v1alpha1/x",
        "/api/generate",
        "/api/paas/v4/chat/completions",
      })
  void aWordAVersionOrAModelIsNoId(String path) {
    assertThat(Endpoint.of(path).name).isEqualTo(path);
  }

  @Test
  void aLongPathIsCutAfterItsIdsAreReplaced() {
    String id = "0123456789abcdef".repeat(3);

    assertThat(Endpoint.of("/x/" + "a".repeat(240) + "/" + id).name).endsWith("aa/{id}");
    assertThat(Endpoint.of("/x/" + "a".repeat(300)).name).hasSize(256);
    assertThat(Endpoint.of("/7".repeat(500)).name).isEqualTo("/{id}".repeat(51) + "/");
    assertThat(Endpoint.of("/x".repeat(40) + "/v1/responses/a").name)
        .isEqualTo("/x".repeat(40) + "/v1/responses/{id}");
    assertThat(Endpoint.of("/y".repeat(1000) + "/" + "deadbeef".repeat(9)).name).hasSize(256);
    assertThat(Endpoint.of("/1/" + "f0".repeat(4000)).name).isEqualTo("/{id}/");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, CALL",
    "/v1/chat/completions/stream, CALL",
    "/v1/responses, CALL",
    "/v1/responses/compact, CALL",
    "/v1/messages, CALL",
    "/api/paas/v4/chat/completions, CALL",
    "/models/chat/completions, CALL",
    "/models/embeddings, CALL",
    "/openai/deployments/moderations/chat/completions, CALL",
    "/v1beta/models/gemini-2.5-flash:generateContent, CALL",
    "/v1beta/models/gemini-2.5-flash:countTokens, NO_BILL",
    "/v1beta/models/gemini-2.5-flash:batchGenerateContent, NO_BILL",
    "/v1/messages/count_tokens, NO_BILL",
    "/anthropic/v1/messages/count_tokens/, NO_BILL",
    "/v1/projects/p/locations/l/publishers/anthropic/models/count-tokens:rawPredict, NO_BILL",
    "/v1/responses/input_tokens, NO_BILL",
    "/model/anthropic.claude-3/count-tokens, NO_BILL",
    "/tokenize, NO_BILL",
    "/v1/moderations, USAGE_OPTIONAL",
    "/v1/audio/speech, USAGE_OPTIONAL",
    "/v1/audio/transcriptions, USAGE_OPTIONAL",
    "/v1/audio/translations, USAGE_OPTIONAL",
    "/v1/images/generations, USAGE_OPTIONAL",
    "/openai/deployments/dall-e-3/images/generations, USAGE_OPTIONAL",
    "/v1/images/edits, USAGE_OPTIONAL",
    "/v1/images/variations, USAGE_OPTIONAL",
    "/v1/videos, USAGE_OPTIONAL",
    "/v1/videos/video_1, USAGE_OPTIONAL",
    "/v1/videos/video_1/content, FILE",
    "/v1/ocr, USAGE_OPTIONAL",
    "/v1/rerank, USAGE_OPTIONAL",
    "/v2/rerank, USAGE_OPTIONAL",
    "/publishers/google/models/imagen-4.0-generate-001:predict, USAGE_OPTIONAL",
    "/openai/v1/models, USAGE_OPTIONAL",
    "/v1/models/gpt-4.1, USAGE_OPTIONAL",
    "/v1/assistants, USAGE_OPTIONAL",
    "/v1/threads, USAGE_OPTIONAL",
    "/v1/threads/thread_1/messages, USAGE_OPTIONAL",
    "/v1/threads/thread_1/runs, CALL",
    "/v1/threads/runs, CALL",
    "/v1/threads/thread_1/runs/run_1, ASYNC",
    "/v1/threads/thread_1/runs/run_1/submit_tool_outputs, ASYNC",
    "/v1/threads/thread_1/runs/run_1/steps/step_1, NO_BILL",
    "/v1/responses/resp_1, SHOWN",
    "/api/v1/responses/resp_1/cancel, SHOWN",
    "/v1/chat/completions/chatcmpl-1, CALL",
    "/v1/chat/completions/gpt-4o, CALL",
    "/v1/files/upload, FILE",
    "/v1beta/interactions/v1_ChdPU0F4, SHOWN",
    "/async/chat/completions/9f2b, ASYNC",
    "/v1/vector_stores/vs_1/search, USAGE_OPTIONAL",
    "/v1/fine_tuning/jobs, NO_BILL",
    "/v1/fine_tuning/jobs/ftjob-1/events, NO_BILL",
    "/v1/batches, NO_BILL",
    "/v1/batches/batch_1, NO_BILL",
    "/v1/batches/batch_1/cancel, NO_BILL",
    "/v1/messages/batches/msgbatch_1, NO_BILL",
    "/v1/messages/batches/msgbatch_1/results, FILE",
    "/v1/files, FILE",
    "/v1/files/file-1, FILE",
    "/v1/files/file-1/content, FILE",
    "/upload/v1beta/files, FILE",
    "/v1/uploads/upload_1/parts, FILE",
    "/v1/containers/cntr_1/files/cfile_1/content, FILE",
    "/files/v1/chat/completions, CALL",
    "/batches/v1/chat/completions, CALL",
    "/api/show, USAGE_OPTIONAL",
    "/api/chat, CALL",
  })
  void theKindIsKnownBehindAnyPrefix(String path, EndpointKind kind) {
    assertThat(Endpoint.of(path).kind).isEqualTo(kind);
    assertThat(Endpoint.of("https://h/some/prefix" + path + "?beta=true").kind).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse, gemini-2.5-flash, false",
    "/v1beta/models/gemini-2.5-flash:countTokens, gemini-2.5-flash, false",
    "/v1beta/models/text-embedding-004:batchEmbedContents, text-embedding-004, false",
    "/v1/projects/p/locations/l/publishers/anthropic/models/claude-sonnet-4@20250514:rawPredict,"
        + " claude-sonnet-4@20250514, false",
    "/publishers/google/models/imagen-4.0:predict, imagen-4.0, false",
    "/model/us.anthropic.claude-sonnet-4-20250514-v1:0/converse,"
        + " us.anthropic.claude-sonnet-4-20250514-v1:0, false",
    "/bedrock/model/anthropic.claude-3-5-sonnet-20240620-v1%3A0/invoke-with-response-stream,"
        + " anthropic.claude-3-5-sonnet-20240620-v1:0, false",
    ARN + "inference-profile%2Fus.amazon.nova-pro-v1%3A0/converse, us.amazon.nova-pro-v1:0, false",
    ARN + "application-inference-profile%2Fa1b2c3/converse, a1b2c3, true",
    "/openai/deployments/prod-chat/chat/completions?api-version=1, prod-chat, true",
    "/openai/deployments/emb/embeddings, emb, true",
    "/client/v4/accounts/a/ai/run/@cf/meta/llama-3.1-8b-instruct,"
        + " @cf/meta/llama-3.1-8b-instruct, false",
    "/model/50%25%zz%2/converse, 50%%zz%2, false",
  })
  void aPathMayNameTheModel(String path, String model, boolean isDeployment) {
    assertThat(Endpoint.of(path).model).isEqualTo(model);
    assertThat(Endpoint.of(path).isDeployment).isEqualTo(isDeployment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/models/gpt-4.1", "/v1/chat/completions", "/v1/models", "/model/converse"})
  void mostPathsNameNoModel(String path) {
    assertThat(Endpoint.of(path).model).isNull();
  }

  @Test
  void nothingIsKnownWithoutAPath() {
    assertThat(Endpoint.of(null).name).isNull();
    assertThat(Endpoint.of(null).kind).isEqualTo(EndpointKind.CALL);
  }

  @Test
  void aPathThatComesAgainAllocatesNothing() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    String target = "https://api.holysheep.ai/v1/chat/completions?key=secret";
    int calls = 100_000;
    for (int i = 0; i < calls; i++) {
      Endpoint.of(target);
    }
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < calls; i++) {
      Endpoint.of(target);
    }
    long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

    assertThat(bytes).isLessThan(calls);
  }

  @Test
  void aHostilePathTakesBoundedTime() {
    long start = System.nanoTime();
    for (String part : new String[] {"/", "/a", "/files", "/threads", "/model", "/%", ":"}) {
      for (int i = 0; i < 10; i++) {
        Endpoint.of(part.repeat(1_000_000 / part.length()) + i);
      }
    }
    assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
  }
}
