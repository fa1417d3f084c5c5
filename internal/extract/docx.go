package extract

import (
	"errors"

	"hearsay/record"
)

func fromDOCX([]byte) (*record.Document, error) { return nil, errors.New("DOCX is not read yet") }
