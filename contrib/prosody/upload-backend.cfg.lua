-- Prosody gives out the upload slots, Waybill takes the files (docs/upload-backend.md).
-- Replace example.org, the address of Waybill's upload service and UPLOAD-SECRET; nothing else.
-- Include("/etc/prosody/upload-backend.cfg.lua") at the end of prosody.cfg.lua.

Component "upload.example.org" "http_upload_external"
    http_upload_external_base_url = "https://files.example.org:8081/external/prosody/"
    http_upload_external_secret = "UPLOAD-SECRET"
    -- v2 signs the file's type as well as its name and length
    http_upload_external_protocol = "v2"
    http_upload_external_file_size_limit = 104857600
