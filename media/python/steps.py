DONE = {"complete", "completed", "success", "succeeded", "done", "finished", "ready"}
FAILED = {"fail", "failed", "failure", "error", "errored", "invalid", "rejected", "cancelled", "canceled", "aborted"}
FAILED |= {"timeout", "timed out", "expired"}


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token belongs to one server: where that points elsewhere, the call fails instead."""

    def redirect_request(self, *_):
        return None


# The sandbox listens on this machine, where no proxy leads.
IS_LOCAL = urllib.parse.urlsplit(API).hostname in {"127.0.0.1", "localhost", "::1"}
OPENER = urllib.request.build_opener(NoRedirect, *([urllib.request.ProxyHandler({})] if IS_LOCAL else []))


def call(method, path, body=None, headers=()):
    """Sends one request and answers the text that comes. Only what reads is tried again."""
    tries = 5 if method == "GET" else 1
    for count in range(1, tries + 1):
        request = urllib.request.Request(API + path, data=body, method=method)
        request.add_header("Authorization", "Bearer " + TOKEN)
        request.add_header("Accept", "application/json")
        for name, value in headers:
            request.add_header(name, value)
        try:
            with OPENER.open(request, timeout=60) as answer:
                return answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            words = error.read(2000).decode("utf-8", "replace").replace(TOKEN, "...")
            if count == tries or error.code not in (429, 502, 503, 504):
                sys.exit(f"{method} {path}: HTTP {error.code}: {words}")
        except (OSError, http.client.HTTPException) as error:
            if count == tries:
                doubt = "" if method == "GET" else " It may have arrived all the same: look before you start again."
                sys.exit(f"{method} {path}: {error}.{doubt}")
        time.sleep(2**count)


def post(path, body):
    return call("POST", PROJECT + path, body.encode("utf-8"), [("Content-Type", "application/json")])


def made(collection, answer, *keys):
    """Waits for what a call has made, and answers its id."""
    record = json.loads(answer)
    found = next((record[key] for key in keys if record.get(key) is not None), None)
    if found is None:
        sys.exit(f"The answer names no {keys[0]}: {', '.join(record)}")
    return wait(collection, found)


def wait(collection, identifier):
    path = f"{PROJECT}/{collection}/{urllib.parse.quote(str(identifier), safe='')}"
    began, shown = time.monotonic(), None
    while True:
        record = json.loads(call("GET", path))
        status = str(record.get("Status", record.get("status", "")))
        if status != shown:
            print(f"{collection} {identifier}: {status}", flush=True)
            shown = status
        if status.strip().lower() in DONE:
            return identifier
        if status.strip().lower() in FAILED:
            sys.exit(f"{collection} {identifier}: {status}. {record.get('Message') or ''}")
        time.sleep(min(60, max(2, 0.05 * (time.monotonic() - began))))


def upload(dataset_name, file):
    """Sends a file in pieces, however large it is."""
    path = FILES / file
    if not path.is_file():
        sys.exit(f"There is no file {path}: name its folder with --files.")
    boundary = uuid.uuid4().hex
    name = path.name.replace("\\", "\\\\").replace('"', "%22")
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    head = (head + "Content-Type: application/octet-stream\r\n\r\n").encode("utf-8")
    tail = f"\r\n--{boundary}--\r\n".encode("ascii")

    def pieces():
        yield head
        with path.open("rb") as source:
            while piece := source.read(256 * 1024):
                yield piece
        yield tail

    headers = [
        ("Content-Type", f"multipart/form-data; boundary={boundary}"),
        ("Content-Length", str(len(head) + path.stat().st_size + len(tail))),
    ]
    print(f"Uploading {path} as {dataset_name}", flush=True)
    query = urllib.parse.urlencode({"dataset_name": dataset_name}, quote_via=urllib.parse.quote)
    answer = call("POST", f"{PROJECT}/datauploads?{query}", pieces(), headers)
    return made("datauploads", answer, "upload_id", "IId", "Id")


def create_dataset(uploads, extend, activate):
    body = {"upload_ids": uploads, **({"dataset_ids": extend} if extend else {}), "activate": activate}
    return made("datasets", post("/datasets", json.dumps(body)), "IId")


def split_dates(dataset, combination, share):
    """The first dates of a dataset for training, the others for evaluation."""
    path = f"/datasets/{urllib.parse.quote(str(dataset), safe='')}/dates?dataset_name=Sales"
    dates = sorted(set(json.loads(post(path, json.dumps([combination])))))
    count = math.floor(len(dates) * share)
    if not 0 < count < len(dates):
        sys.exit(f"{len(dates)} dates cannot be split at {share}.")
    return dates[:count], dates[count:]


def refit_model(model, dataset, dates, parameters, activate=False, sandbox=None):
    train, evaluation = dates
    detail = {"dataset_id": dataset, "train_dates": train, "eval_dates": evaluation}
    detail |= {"activate": True} if activate else {}
    body = {"model_detail": detail, "model_param": parameters, **for_sandbox(sandbox)}
    path = f"/models/{urllib.parse.quote(str(model), safe='')}/refit"
    return made("models", post(path, json.dumps(body)), "IId", "model_id")


def build_model(dataset, combination, dates, graph, parameters, activate, sandbox=None):
    """The graph is posted as the characters that the server sent."""
    train, evaluation = dates
    detail = {"dataset_id": dataset, "train_dates": train, "eval_dates": evaluation}
    detail |= {"activate": activate, "modelling_combination": combination}
    parts = {"model_param": parameters, "model_detail": detail, **for_sandbox(sandbox)}
    body = f'{json.dumps(parts)[:-1]}, "graph_detail": {{"graph": {graph}}}}}'
    return made("models", post("/build/model", body), "IId", "model_id")


def for_sandbox(knobs):
    return {"sandbox": knobs} if knobs and IS_LOCAL else {}


def high_level_graph(identifier):
    return graph_parts(call("GET", f"{PROJECT}/build/graphs/{urllib.parse.quote(str(identifier), safe='')}"))


def low_level_graph(identifier):
    return graph_parts(call("GET", f"/graph_instances/{TEAM}/{urllib.parse.quote(str(identifier), safe='')}"))


def graph_parts(text):
    """What of a graph is posted, cut out and not written anew: 1.0 stays 1.0, and a long number keeps its digits."""
    space, decoder = re.compile(r"\s*"), json.JSONDecoder()
    at, parts = space.match(text, text.index("{") + 1).end(), {}
    while text[at] != "}":
        key, at = decoder.raw_decode(text, at)
        begin = space.match(text, text.index(":", at) + 1).end()
        _, end = decoder.raw_decode(text, begin)
        parts[key] = text[begin:end]
        at = space.match(text, end).end()
        at = space.match(text, at + 1).end() if text[at] == "," else at
    wanted = [key for key in ("schema", "nodes", "edges") if key in parts]
    return "{" + ", ".join(f'"{key}": {parts[key]}' for key in wanted) + "}"


def run_attribution(model, dataset, start, end, samples):
    body = {"model_id": model, "dataset_id": dataset, "start_date": start, "end_date": end, "samples": samples}
    return made("attributions", post("/attributions", json.dumps(body)), "IId")


def align_attributions(attributions, activate):
    """A new set of attributions on common dates; the new ones come first."""
    body = {"attributionjob_ids": attributions, "active": activate}
    return made("attributionset", post("/attributionset_align_dates", json.dumps(body)), "IId")
