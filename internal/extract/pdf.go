package extract

import (
	"errors"

	"hearsay/record"
)

func fromPDF([]byte) (*record.Document, error) { return nil, errors.New("PDF is not read yet") }
