using CnnGen;
using CnnGen.Pictures;

// A folder of one class with one picture, whose colours must come back.
string folder = Directory.CreateTempSubdirectory("cnngen-").FullName;
try
{
    Picture written = new(width: 5, height: 3, new Rgb(51, 102, 204));
    written[4, 2] = new Rgb(255, 0, 0);
    Directory.CreateDirectory(Path.Combine(folder, "class"));
    written.SavePng(Path.Combine(folder, "class", "picture.png"));

    ImageFolderDataset data = ImageFolderDataset.Load(folder, written.Height, written.Width);
    float[] sample = new float[data.SampleLength];
    data.Read(0, sample);
    Picture read = Picture.FromValues(sample, channels: 3, written.Height, written.Width, ValueRange.Unit);
    bool isSame = read.Pixels.SequenceEqual(written.Pixels);
    Console.WriteLine(isSame ? "a picture was decoded by the package" : "the picture that was decoded is another");
    return isSame ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
